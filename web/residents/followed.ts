import { signal } from '@preact/signals';
import type { HeldView } from '../../functions/shell/moderation-messages.ts';
import type { ReportView } from '../../functions/shell/report-view.ts';
import { ask, type Problem } from '../shell/api.ts';
import { timeNow } from '../shell/clock.ts';
import { type Receipt, withReceipt } from '../shell/receipt.ts';
import { ulid } from '../shell/ulid.ts';
import { zone } from '../shell/words.ts';

/** The report that was read last, and the receipt that opened it. */
export const report = signal<{ receipt: Receipt; view: ReportView | HeldView } | undefined>(undefined);
export const reportProblem = signal<Problem | undefined>(undefined);

/** What a resident can say to the holder, of the answer, and of SMS about it. */
export type Said =
  | { type: 'message'; words: string }
  | { type: 'rate'; satisfied: boolean; words?: string }
  | { type: 'reopen'; reason: string }
  | { type: 'subscribe' | 'unsubscribe' };

/** Reads how a report stands. What is known of it stays if that fails. */
export async function read(receipt: Receipt): Promise<void> {
  const { id } = receipt;
  const answer = await ask<ReportView | HeldView>(`/public/reports/${id}`, {
    ...withReceipt(receipt),
  });
  reportProblem.value = answer.ok ? undefined : answer.problem;
  if (answer.ok) show(receipt, answer.value);
}

/**
 * Says something of the answer. The id of what is said stays the same until it is answered, so that a second press after a
 * lost answer says it once. Returns why it was not taken, if it was not.
 */
export async function say(receipt: Receipt, said: Said): Promise<Problem | undefined> {
  const { id } = receipt;
  const key = JSON.stringify([id, said]);
  if (spoken?.key !== key) spoken = { key, id: ulid(timeNow()) };
  const answer = await ask<ReportView>(`/public/reports/${id}/commands`, {
    method: 'POST',
    body: { ...said, id: spoken.id },
    ...withReceipt(receipt),
  });
  if (!answer.ok) return answer.problem;
  spoken = undefined;
  show(receipt, answer.value);
  return undefined;
}
let spoken: { key: string; id: string } | undefined;

function show(receipt: Receipt, view: ReportView | HeldView): void {
  zone.value = view.zone;
  report.value = { receipt, view };
}
