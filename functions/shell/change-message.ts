import type { Message } from '../../domain/line/message.ts';
import type { Phone } from '../../domain/primitives.ts';
import { changeKept } from './change-kept.ts';
import type { LineStore } from './line-store.ts';

/** Changes a message on record. Undefined when there is none, or the step answers null. */
export const changeMessage = (
  lines: Pick<LineStore, 'message' | 'keep'>,
  phone: Phone,
  seq: number,
  step: (message: Message) => Message | null,
): Promise<Message | undefined> =>
  changeKept('a message', { load: () => lines.message(phone, seq), save: (next) => lines.keep(phone, next) }, step);
