import { signal } from '@preact/signals';
import type { Answer, Problem } from '../shell/api.ts';
import { ask, isPassing } from '../shell/api.ts';
import type { Photo } from '../shell/photo.ts';
import { keep, recall } from './kept.ts';
import type { Receipt } from './receipt.ts';

/** A photo of a report that was received, on its way. */
export interface Upload extends Receipt {
  photo: Photo;
  state: 'waiting' | 'sending' | 'sent' | 'refused';
}

type Permit = { digest: string; stored: true } | { digest: string; url: string; headers: Record<string, string> };

export const uploads = signal<readonly Upload[]>([]);

const AGAIN = 10_000;
const PATIENCE = 120_000;
let isRunning = false;

/** Puts the photos of a report into the box, and sends them. */
export async function putUploads(receipt: Receipt, photos: readonly Photo[]): Promise<void> {
  const fresh = photos.map((photo): Upload => ({ ...receipt, photo, state: 'waiting' }));
  await set([...uploads.value, ...fresh]);
  void run();
}

/** Goes on with what was left when the page was closed. */
export async function resumeUploads(): Promise<void> {
  const left = await recall<readonly Upload[]>('uploads', []);
  uploads.value = left.map((upload) => ({ ...upload, state: 'waiting' }));
  void run();
}

async function set(all: readonly Upload[]): Promise<void> {
  uploads.value = all;
  await keep(
    'uploads',
    all.filter(({ state }) => state === 'waiting' || state === 'sending'),
  );
}

const mark = (one: Upload, state: Upload['state']): Promise<void> =>
  set(uploads.value.map((own) => (own.id === one.id && own.photo === one.photo ? { ...own, state } : own)));

/** One after the other, until nothing waits; what does not get through is tried again after a while. */
export async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    for (let next = firstWaiting(); next; next = firstWaiting()) {
      await mark(next, 'sending');
      const problem = await upload(next);
      const current = uploads.value.find(({ id, photo }) => id === next?.id && photo === next.photo) ?? next;
      await mark(current, problem ? (isPassing(problem) ? 'waiting' : 'refused') : 'sent');
      if (problem && isPassing(problem)) {
        setTimeout(run, AGAIN);
        return;
      }
    }
  } finally {
    isRunning = false;
  }
}

const firstWaiting = (): Upload | undefined => uploads.value.find(({ state }) => state === 'waiting');

async function upload({ id, secret, photo }: Upload): Promise<Problem | undefined> {
  const permit: Answer<Permit> = await ask(`/public/reports/${id}/photos`, {
    method: 'POST',
    body: { digest: photo.digest },
    headers: { 'x-receipt': secret },
    open: true,
  });
  if (!permit.ok) return permit.problem;
  if ('stored' in permit.value) return undefined;
  const { url, headers } = permit.value;
  try {
    const answer = await fetch(url, {
      method: 'PUT',
      headers,
      body: photo.blob,
      signal: AbortSignal.timeout(PATIENCE),
    });
    // A permit that is over is asked for anew.
    return answer.ok
      ? undefined
      : { code: 'unavailable', status: 503, detail: `the photo was not taken: ${answer.status}` };
  } catch (fault) {
    return { code: 'offline', status: 0, detail: fault instanceof Error ? fault.message : '' };
  }
}

addEventListener('online', () => void run());
