import { signal } from '@preact/signals';
import type { ReportView } from '../../functions/shell/report-view.ts';
import { ask, type Problem } from '../shell/api.ts';
import { timeNow } from '../shell/clock.ts';
import { ulid } from '../shell/ulid.ts';
import { zone } from '../shell/words.ts';
import type { Receipt } from './receipt.ts';

/** The report that is looked at. */
export const report = signal<ReportView | undefined>(undefined);
export const reportProblem = signal<Problem | undefined>(undefined);

/** What a resident can say of the answer. */
export type Said = { type: 'rate'; satisfied: boolean; words?: string } | { type: 'reopen'; reason: string };

/** Reads how a report stands. What is known of it stays if that fails. */
export async function read({ id, secret }: Receipt): Promise<void> {
  const answer = await ask<ReportView>(`/public/reports/${id}`, { headers: { 'x-receipt': secret }, open: true });
  if (report.value?.id !== id) report.value = undefined;
  reportProblem.value = answer.ok ? undefined : answer.problem;
  if (answer.ok) show(answer.value);
}

/**
 * Says something of the answer. The id of what is said stays the same until it is answered, so that a second press after a
 * lost answer says it once. Returns why it was not taken, if it was not.
 */
export async function say({ id, secret }: Receipt, said: Said): Promise<Problem | undefined> {
  const key = JSON.stringify([id, said]);
  if (spoken?.key !== key) spoken = { key, id: ulid(timeNow()) };
  const answer = await ask<ReportView>(`/public/reports/${id}/commands`, {
    method: 'POST',
    body: { ...said, id: spoken.id },
    headers: { 'x-receipt': secret },
    open: true,
  });
  if (!answer.ok) return answer.problem;
  spoken = undefined;
  show(answer.value);
  return undefined;
}
let spoken: { key: string; id: string } | undefined;

function show(view: ReportView): void {
  zone.value = view.zone;
  report.value = view;
}
