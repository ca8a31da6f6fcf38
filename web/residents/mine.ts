import { signal } from '@preact/signals';
import type { Receipt } from '../shell/receipt.ts';
import { keep, recall } from './kept.ts';

/** A report that this device remembers. */
export interface Mine extends Receipt {
  category: string;
  /** When it was received. */
  at: string;
  /** It left a telephone that wants SMS. */
  sms?: true;
}

/** The newest first. */
export const mine = signal<readonly Mine[]>([]);

const put = async (reports: readonly Mine[]): Promise<void> => {
  mine.value = reports;
  await keep('mine', reports);
};

export async function recallMine(): Promise<void> {
  mine.value = await recall<readonly Mine[]>('mine', []);
}

export const remember = (report: Mine): Promise<void> =>
  put([report, ...mine.value.filter(({ id }) => id !== report.id)]);
export const forget = (id: string): Promise<void> => put(mine.value.filter((report) => report.id !== id));
export const forgetAll = (): Promise<void> => put([]);
