import { type Signal, signal } from '@preact/signals';
import type { OpenCase } from '../../domain/case/command.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { choice } from '../case/fields/choice.tsx';
import type { LiveField } from '../case/fields/live.ts';
import { unitField, unitsOf } from '../case/fields/unit.tsx';
import { words } from '../case/fields/words.tsx';
import { type Answer, isPassing, type Problem, post } from '../shell/api.ts';
import { places } from '../shell/directory.ts';
import { MOST_WORDS, newReceipt, receiptDigest, told } from '../shell/intake.ts';
import { type Receipt, receiptText } from '../shell/receipt.ts';
import { type Key, nameOf } from '../shell/words.ts';
import { reporterField } from './reporter-field.tsx';
import { ownUnits, pathTo } from './unit-choice.tsx';

/** How it stands with a matter that is taken in at a station. */
export type Intake =
  | { is: 'filling'; faults: Readonly<Record<string, Key>> }
  | { is: 'sending' }
  | { is: 'refused' | 'unanswered'; problem: Problem }
  | { is: 'taken'; id: string; receipt: string | undefined };

/** A matter as it is written down, until the server has it. */
export type Matter = ReturnType<typeof newMatter>;

type Body = Omit<OpenCase, 'photos' | 'reopens' | 'capturedAt'>;

export function newMatter(send: (body: Body) => Promise<Answer<CaseView>> = (body) => post('/cases', body)) {
  const grid = unitField({ label: 'console.new.grid', units: grids });
  const fields = {
    grid,
    reporter: reporterField(grid.chosen),
    category: choice({ label: 'field.category', options: categories }),
    words: words('field.words', MOST_WORDS),
  };
  const result = words('console.new.result');
  const address = signal('');
  const flags = { resident: signal(false), emergency: signal(false), record: signal(false) };
  const state: Signal<Intake> = signal<Intake>({ is: 'filling', faults: {} });
  /** What was sent and not answered: it is sent again as it was. */
  let pending: Receipt | undefined;

  async function submit(): Promise<void> {
    if (state.value.is === 'sending') return;
    const all = { ...fields, ...(flags.record.value && { result }) };
    const faults = Object.entries(all).flatMap(([name, field]) => {
      const entered = field.entered();
      return 'fault' in entered ? [[name, entered.fault] as const] : [];
    });
    const [unit, category, text, done] = [grid, fields.category, fields.words, result].map(textOf);
    const reporter = textOf(fields.reporter);
    if (faults.length > 0 || !unit || !category || !text) {
      state.value = { is: 'filling', faults: Object.fromEntries(faults) };
      return;
    }
    state.value = { is: 'sending' };
    pending ??= newReceipt();
    const receipt = pending;
    const { id } = receipt;
    const isResident = flags.resident.value;
    const answer = await send({
      id,
      grid: unit,
      category,
      ...(reporter && { reporter }),
      ...told({ words: text, address: address.value }),
      ...(flags.emergency.value && { emergency: true }),
      ...(isResident && { resident: true, receipt: await receiptDigest(receipt) }),
      ...(flags.record.value && done && { record: { result: done } }),
    });
    if (!answer.ok) {
      const passing = isPassing(answer.problem);
      if (!passing) pending = undefined;
      state.value = { is: passing ? 'unanswered' : 'refused', problem: answer.problem };
      return;
    }
    state.value = { is: 'taken', id, receipt: isResident ? receiptText(receipt) : undefined };
  }

  return { fields, result, address, flags, state, submit };
}

const textOf = (field: LiveField<string | undefined>): string => {
  const entered = field.entered();
  return 'value' in entered ? (entered.value ?? '') : '';
};

/** Grids at and below the posts of who is here. */
const grids = () => unitsOf('grid').filter(({ id }) => pathTo(id, ownUnits()).length > 0);

const categories = () =>
  [...places.value.categories.values()]
    .filter(({ retired }) => !retired)
    .map((category) => ({ value: category.id, label: nameOf(category) }));
