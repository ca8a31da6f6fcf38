import { signal } from '@preact/signals';
import type { PhotoUploadAnswer } from '../../functions/shell/photo-messages.ts';
import { ask } from '../shell/api.ts';
import type { Photo } from '../shell/photo.ts';
import { type Receipt, withReceipt } from '../shell/receipt.ts';
import { deliver } from './deliver.ts';
import { keep, recall } from './kept.ts';
import { pauseAfter } from './pace.ts';
import { type Going, round } from './round.ts';

/** A photo of a report that was received, on its way. */
export interface Upload extends Receipt, Going {
  photo: Photo;
}

export const uploads = signal<readonly Upload[]>([]);

const permit = (receipt: Receipt, digest: string) =>
  ask<PhotoUploadAnswer>(`/public/reports/${receipt.id}/photos`, {
    method: 'POST',
    body: { digest },
    ...withReceipt(receipt),
  });

let isRunning = false;
let failures = 0;
let again: ReturnType<typeof setTimeout> | undefined;

/** Puts the photos of a report into the box, and sends them. */
export async function putUploads(receipt: Receipt, photos: readonly Photo[]): Promise<void> {
  const fresh = photos.map((photo): Upload => ({ ...receipt, photo, state: 'waiting', tries: 0 }));
  await set([...uploads.value, ...fresh]);
  void run();
}

/** Goes on with what was left when the page was closed; what was given up waits for somebody to ask. */
export async function resumeUploads(): Promise<void> {
  const left = await recall<readonly Upload[]>('uploads', []);
  uploads.value = left.map((upload) => (upload.state === 'sending' ? { ...upload, state: 'waiting' } : upload));
  void run();
}

/** Sends what was given up of this report, as often again. */
export async function tryAgain(report: string): Promise<void> {
  await set(
    uploads.value.map((one) =>
      one.id === report && one.state === 'failed' ? { ...one, state: 'waiting', tries: 0 } : one,
    ),
  );
  await run();
}

async function set(all: readonly Upload[]): Promise<void> {
  uploads.value = all;
  await keep(
    'uploads',
    all.filter(({ state }) => state !== 'sent' && state !== 'refused'),
  );
}

const mark = ({ id, photo }: Upload, { state, tries }: Partial<Going>): Promise<void> =>
  set(
    uploads.value.map((own) =>
      own.id === id && own.photo === photo ? { ...own, state: state ?? own.state, tries: tries ?? own.tries } : own,
    ),
  );

/** Each that waits, one after the other; what does not get through is tried again after a while, ever longer. */
async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  clearTimeout(again);
  try {
    const { sent, told } = await round({
      all: () => uploads.value,
      deliver: (one) => deliver(one, { permit, fetch }),
      mark,
    });
    failures = sent ? 1 : failures + 1;
    if (uploads.value.some(({ state }) => state === 'waiting')) again = setTimeout(run, pauseAfter(failures, told));
    else failures = 0;
  } finally {
    isRunning = false;
  }
}

addEventListener('online', () => void run());
