import type { ReadonlySignal } from '@preact/signals';
import { PAUSES } from '../../domain/case/caps.ts';
import type { CommandOf } from '../../domain/case/command.ts';
import type { WithholdReason } from '../../domain/case/event.ts';
import type { Move } from '../../domain/case/moves.ts';
import type { WishKind } from '../../domain/case/wish.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { places } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import { shortNumber } from './event-words.ts';
import { choice, optionalChoice } from './fields/choice.tsx';
import { departmentsField } from './fields/departments.tsx';
import { flag, yesOrNo } from './fields/flags.tsx';
import { limitField } from './fields/limit.tsx';
import type { LiveField } from './fields/live.ts';
import { newNumber, numberField } from './fields/number.tsx';
import { officerField } from './fields/officer.tsx';
import { fixed, rulingUnit } from './fields/ruling.tsx';
import { unitField } from './fields/unit.tsx';
import { untilField } from './fields/until.tsx';
import { optionalWords, words } from './fields/words.tsx';
import * as options from './form-options.ts';
import { writtenOf } from './messages.tsx';

/** A case as it was read last. */
export type CaseSignal = ReadonlySignal<CaseView>;

/** Photos are taken where the matter is, with the handheld. */
type Common = 'type' | 'id' | 'ifVersion' | 'photos';
/** Exactly the fields of a command. */
type FormOf<M extends Move> = { [F in Exclude<keyof CommandOf<M>, Common>]: LiveField<CommandOf<M>[F]> };
type About = WishKind | undefined;

const reason = () => words('moves.field.reason');

/**
 * What each move asks for. A new move, or a new field of one, does not compile until it has its form here. `about` is
 * what is ruled on.
 */
export const FORMS: { [M in Move]: (view: CaseSignal, about: About) => FormOf<M> } = {
  accept: () => ({}),
  resolve: () => ({ result: words('moves.field.result') }),
  escalate: (view) => {
    const emergency = flag('moves.field.emergency');
    return { reason: reason(), emergency, to: levelField(view, emergency.on) };
  },
  assign: (view) => ({ grid: unitField({ label: 'moves.field.grid', units: () => options.gridsBelow(view.value) }) }),
  return: () => ({ reason: reason() }),
  transfer: (view) => ({
    to: unitField({ label: 'moves.field.transfer', units: () => options.besides(view.value) }),
    reason: reason(),
  }),
  dispatch: (view) => {
    const department = choice({
      label: 'moves.field.lead',
      options: () => options.departmentOptions(view.value),
    });
    const helping = departmentsField(
      () => options.departments(view.value),
      () => department.chosen() ?? '',
    );
    return { department, with: helping, instruction: words('moves.field.instruction') };
  },
  contribute: () => ({ result: words('moves.field.result') }),
  release: (view) => ({
    department: choice({
      label: 'moves.field.release',
      options: () => options.openPartsOf(view.value).map(({ unit }) => options.unitOption(unit)),
    }),
    reason: reason(),
  }),
  'contest-lead': () => ({ reason: reason() }),
  pause: (view) => ({
    reason: choice({ label: 'moves.field.pauseReason', options: options.pauseReasons }),
    until: untilField(view.value.zone, () => pauseDays(view.value)),
    note: words('moves.field.note'),
  }),
  resume: () => ({ reason: reason() }),
  extend: (view) => ({
    limit: limitField(options.stageOf(view.value)?.clock.limit.measure ?? 'working-days'),
    reason: reason(),
  }),
  recategorise: (view) => ({
    category: choice({ label: 'moves.field.category', options: () => options.otherCategories(view.value) }),
    reason: reason(),
  }),
  'hand-duty': (view) => ({ officer: officerField(() => view.value.people), reason: reason() }),
  rule: (view, about) => {
    const wish = about ?? view.value.rulings[0] ?? 'extension';
    const grant = yesOrNo('moves.field.grant', 'moves.field.grant.yes', 'moves.field.grant.no');
    return { wish: fixed(wish), grant, unit: rulingUnit(view, wish, grant.isYes), reason: reason() };
  },
  withdraw: (view) => ({ wish: wishField(view), reason: reason() }),
  press: () => ({ words: words('moves.field.words') }),
  'mark-emergency': () => ({ reason: reason() }),
  link: () => ({ to: numberField(), note: optionalWords('moves.field.note.optional') }),
  merge: () => ({ into: numberField(), reason: reason() }),
  message: (view) => ({
    words: words('moves.field.message'),
    report: optionalChoice({
      label: 'moves.field.report',
      none: 'messages.toAll',
      options: () =>
        writtenOf(view.value).map((value) => ({ value, label: t('messages.report', { number: shortNumber(value) }) })),
      first: writtenOf(view.value)[0],
    }),
  }),
  rate: () => ({
    satisfied: yesOrNo('moves.field.satisfied', 'moves.field.satisfied.yes', 'moves.field.satisfied.no'),
    words: optionalWords('moves.field.said'),
  }),
  reopen: () => ({ reason: reason() }),
  close: () => ({ note: optionalWords('moves.field.note.optional') }),
  cancel: () => ({
    reason: choice({ label: 'moves.field.cancelReason', options: options.cancelReasons }),
    note: words('moves.field.note'),
  }),
  publish: (view) => ({ words: words('moves.field.published', undefined, options.answerIn(view.value)) }),
  withhold: () => {
    const why = choice({ label: 'moves.field.withholdReason', options: options.withholdReasons });
    return { reason: why, note: noteField(why.chosen) };
  },
  continue: () => ({ as: newNumber() }),
};

/** Of another reason than those of the list, everybody reads the note. */
function noteField(chosen: () => WithholdReason | undefined): LiveField<string | undefined> {
  const told = words('moves.field.note.public');
  const own = optionalWords('moves.field.note.optional');
  const field = () => (chosen() === 'other' ? told : own);
  return { entered: () => field().entered(), draw: (error) => field().draw(error) };
}

const pauseDays = ({ category }: CaseView): number =>
  places.value.categories.get(category)?.pauses?.days ?? PAUSES.days;

/** A level is skipped in an emergency only. */
function levelField(view: CaseSignal, isEmergency: () => boolean): LiveField<CommandOf<'escalate'>['to']> {
  const level = optionalChoice({
    label: 'moves.field.level',
    none: 'moves.field.level.next',
    options: () => options.levelsToSkipTo(view.value),
  });
  return {
    entered: () => (isEmergency() ? level.entered() : { value: undefined }),
    draw: (error) => (isEmergency() ? level.draw(error) : null),
  };
}

const wishField = (view: CaseSignal) =>
  choice({
    label: 'moves.field.wish',
    options: () => view.value.requests.map(({ wish: { kind } }) => ({ value: kind, label: t(`wish.${kind}`) })),
    first: view.value.requests[0]?.wish.kind,
  });
