import { type Signal, signal } from '@preact/signals';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { type Answer, isPassing, type Problem } from '../shell/api.ts';
import { timeNow } from '../shell/clock.ts';
import { ulid } from '../shell/ulid.ts';
import { isQuiet } from './event-words.ts';
import { type Faults, filled, type OpenForm } from './open-form.ts';

type Events = CaseView['history'];

/** How it stands with a form that is sent. */
export type SendState =
  | { is: 'filling'; faults: Faults }
  | { is: 'sending' }
  | { is: 'sent' }
  /** A rule forbids it, or the form of what was sent. */
  | { is: 'refused'; problem: Problem }
  /** It may have arrived, or not. */
  | { is: 'unanswered'; problem: Problem }
  /** The case has moved on since it was read. */
  | { is: 'overtaken'; events: Events }
  /** It had arrived when it was sent the first time; what was changed since was not taken. */
  | { is: 'arrived' };

export interface Sending {
  form: OpenForm;
  state: Signal<SendState>;
  /** Sends what was entered. Until there is an answer, every further call sends the same command. */
  submit(): Promise<void>;
}

/** What a form needs of the case that it is about. */
interface Ports {
  /** The version that was read. */
  version(): number;
  /** Reads the case again, and returns what has happened since. */
  read(): Promise<Events>;
  send(command: Record<string, unknown>): Promise<Answer<CaseView>>;
}

/** A form of a move that can be sent, once or again: the id of the command is kept until somebody has answered it. */
export function sendingOf(form: OpenForm, { version, read, send }: Ports): Sending {
  const state = signal<SendState>({ is: 'filling', faults: {} });
  let pending: { id: string; ifVersion: number } | undefined;

  async function submit(): Promise<void> {
    if (state.value.is === 'sending') return;
    const entered = filled(form);
    if (!entered.ok) {
      state.value = { is: 'filling', faults: entered.faults };
      return;
    }
    state.value = { is: 'sending' };
    state.value = await outcomeOf(entered.values);
  }

  async function outcomeOf(values: Record<string, unknown>): Promise<SendState> {
    pending ??= { id: ulid(timeNow()), ifVersion: version() };
    const answer = await send({ type: form.move, ...values, ...pending });
    if (!answer.ok && isPassing(answer.problem)) return { is: 'unanswered', problem: answer.problem };
    const sent = pending;
    pending = undefined;
    if (answer.ok) return { is: 'sent' };
    const { problem } = answer;
    if (problem.code === 'id-conflict') {
      await read();
      return { is: 'arrived' };
    }
    if (problem.code !== 'version-conflict') return { is: 'refused', problem };
    const events = await read();
    // Notices and timers change nothing for who acts: what was read still stands.
    const goesOn = version() > sent.ifVersion && events.every(({ what }) => isQuiet(what));
    return goesOn ? outcomeOf(values) : { is: 'overtaken', events };
  }

  return { form, state, submit };
}
