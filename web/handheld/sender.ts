import { signal } from '@preact/signals';
import { type Answer, isPassing, type Problem, post } from '../shell/api.ts';
import { instantNow } from '../shell/clock.ts';
import { type Letter, letters, photoOf, settle } from './letters.ts';

/** The letters as they stand, for pages to show. */
export const box = signal<Letter[]>([]);
/** Why nothing goes out at the moment; undefined while it does. */
export const held = signal<Problem | undefined>(undefined);

const PAUSES = [5, 15, 30, 60];
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function refreshBox(): Promise<void> {
  box.value = await letters();
}

/**
 * Sends what waits of this officer, in order, one at a time and from one tab only. What the server refuses is marked, and
 * what was written about the same case after it waits until somebody has looked; what fails in passing is tried again by
 * itself, after 5 s to a minute. Resolves when nothing more can go out now. Tells `done` of each case that something
 * arrived of.
 */
export async function send(officer: string, done: (about: string) => void): Promise<void> {
  clearTimeout(timer);
  await navigator.locks.request('gridlight-send', async () => {
    held.value = undefined;
    for (let next = await first(officer); next; next = await first(officer)) {
      const answer = await deliver(next);
      if (!answer.ok && isPassing(answer.problem)) {
        held.value = answer.problem;
        const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)] ?? 60;
        timer = setTimeout(() => send(officer, done), pause * 1000);
        return;
      }
      failures = 0;
      await settle(
        answer.ok
          ? { ...next, state: 'sent', sentAt: instantNow() }
          : { ...next, state: 'refused', problem: answer.problem },
      );
      await refreshBox();
      if (answer.ok) done(next.about);
    }
  });
  await refreshBox();
}

/** The first that waits and whose case has nothing refused before it. */
async function first(officer: string): Promise<Letter | undefined> {
  const all = await letters();
  const stuck = new Set(all.filter(({ state }) => state === 'refused').map(({ about }) => about));
  return all.find((letter) => letter.state === 'waiting' && letter.officer === officer && !stuck.has(letter.about));
}

function deliver(letter: Letter): Promise<Answer<unknown>> {
  if (letter.kind === 'open') return post('/cases', letter.body);
  if (letter.kind === 'command') return post(`/cases/${letter.about}/commands`, letter.body);
  return deliverPhoto(letter.about, letter.digest);
}

interface Upload {
  stored?: true;
  url?: string;
  headers?: Record<string, string>;
}

/** Straight to the bucket, which checks the bytes by the digest. One that has arrived before is not sent again. */
async function deliverPhoto(about: string, digest: string): Promise<Answer<unknown>> {
  const asked = await post<Upload>(`/cases/${about}/photos`, { digest });
  if (!asked.ok || asked.value.stored || !asked.value.url) return asked;
  const blob = await photoOf(digest);
  if (!blob) return { ok: false, problem: { code: 'photo-gone', status: 410, detail: digest } };
  try {
    const answer = await fetch(asked.value.url, { method: 'PUT', headers: asked.value.headers ?? {}, body: blob });
    // 412: it is there already.
    if (answer.ok || answer.status === 412) return { ok: true, value: null, status: answer.status };
    const status = answer.status === 403 ? 503 : answer.status;
    return { ok: false, problem: { code: 'photo-refused', status, detail: await answer.text() } };
  } catch (fault) {
    return { ok: false, problem: { code: 'offline', status: 0, detail: String(fault) } };
  }
}
