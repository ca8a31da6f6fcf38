import type { CaseView } from '../../functions/shell/case-view.ts';
import { type Answer, isPassing, type Problem } from '../shell/answer.ts';
import { isQuiet } from './quiet.ts';

export type Events = CaseView['history'];

/** What came of a command that was sent. */
export type Outcome =
  | { is: 'sent' }
  /** A rule forbids it, or the form of what was sent. */
  | { is: 'refused'; problem: Problem }
  /** It may have arrived, or not. */
  | { is: 'unanswered'; problem: Problem }
  /** The case has moved on since it was read. */
  | { is: 'overtaken'; events: Events }
  /** It had arrived when it was sent the first time; what was changed since was not taken. */
  | { is: 'arrived' };

/** What a courier needs of the case that a command is about. */
export interface Ports {
  newId(): string;
  /** The version that was read. */
  version(): number;
  /** Reads the case again, and returns what has happened since. */
  read(): Promise<Events>;
  send(command: Record<string, unknown>): Promise<Answer<CaseView>>;
}

/**
 * Sends one command, once or again. Its id, and the version of the case that it was decided on, are kept until somebody
 * has answered: sent again after silence it is the same command, which the server carries out once.
 */
export function courier({ newId, version, read, send }: Ports): (said: Record<string, unknown>) => Promise<Outcome> {
  let pending: { id: string; ifVersion: number } | undefined;

  return async function deliver(said): Promise<Outcome> {
    pending ??= { id: newId(), ifVersion: version() };
    const answer = await send({ ...said, ...pending });
    if (!answer.ok && isPassing(answer.problem)) return { is: 'unanswered', problem: answer.problem };
    const { ifVersion } = pending;
    pending = undefined;
    if (answer.ok) return { is: 'sent' };
    switch (answer.problem.code) {
      case 'id-conflict':
        await read();
        return { is: 'arrived' };
      case 'version-conflict': {
        const events = await read();
        // Notices and timers change nothing for who acts: what was read still stands.
        const goesOn = version() > ifVersion && events.every(({ what }) => isQuiet(what));
        return goesOn ? deliver(said) : { is: 'overtaken', events };
      }
      default:
        return { is: 'refused', problem: answer.problem };
    }
  };
}
