import { type Arrived, arrived } from '../../domain/line/message.ts';
import { acknowledgeMessage } from './acknowledge-message.ts';
import { now } from './chance.ts';
import { changeMessage } from './change-message.ts';
import { tellBounced } from './correspondents.ts';
import { desk } from './desk.ts';
import { inTurns } from './in-turns.ts';
import { lines as linesOf } from './line-desk.ts';

/** What a gateway says about the line of a telephone. Both may be called again with the same: nothing changes then. */
export interface LineCallbacks {
  /** What became of the message that has this number on the line; a number that the line has not is passed over. */
  arrived(phone: string, seq: number, state: Arrived): Promise<void>;
  /** Acknowledges the message whose code was sent back; false if there is none that still can be. */
  acknowledge(phone: string, code: number): Promise<boolean>;
}

const AT_ONCE = 8;

export function lineCallbacks(): LineCallbacks {
  const own = { lines: linesOf(), cases: desk() };
  return {
    async arrived(phone, seq, state) {
      const message = await own.lines.message(phone, seq);
      if (!message && (await own.lines.load(phone))?.line.sending?.seq === seq)
        throw new Error('a message is not on record yet; call again');
      if (!message || arrived(message, state, now()) === message) return;
      // The cases first: a call that ends here is made again, and finds them told.
      if (state === 'bounced') await inTurns(message.letters, AT_ONCE, (letter) => tellBounced(own, letter, phone));
      await changeMessage(own.lines, phone, seq, (stands) => arrived(stands, state, now()));
    },
    acknowledge: (phone, code) => acknowledgeMessage(own, phone, code, 'reply'),
  };
}
