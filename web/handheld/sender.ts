import { signal } from '@preact/signals';
import type { PhotoUploadAnswer } from '../../functions/shell/photo-messages.ts';
import { type Answer, isPassing, type Problem, post } from '../shell/api.ts';
import { clockKnown, instantNow } from '../shell/clock.ts';
import { putPhoto } from '../shell/put-photo.ts';
import { type Letter, letters, photoOf, settle } from './letters.ts';

/** The letters as they stand, for pages to show. */
export const box = signal<Letter[]>([]);
/** Why nothing goes out at the moment; undefined while it does. */
export const held = signal<Problem | undefined>(undefined);

const PAUSES = [5, 15, 30, 60];
/** After so many answers of the bucket that it is not to be put there, somebody has to look at a photo. */
const MOST_TRIES = 10;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let queued = false;

export async function refreshBox(): Promise<void> {
  box.value = await letters();
}

/**
 * Sends what waits of this officer, one at a time and from one tab only: matters and moves in the order they were written,
 * then photos. What the server refuses is marked, and what was written about the same case after it waits until somebody
 * has looked; what fails in passing is tried again by itself, after 5 s to a minute, and a photo that does holds nothing
 * back. Resolves when nothing more can go out now. Tells `done` of each case that something arrived of.
 */
export async function send(officer: string, done: (about: string) => void): Promise<void> {
  if (queued) return;
  queued = true;
  clearTimeout(timer);
  await navigator.locks.request('gridlight-send', async () => {
    queued = false;
    held.value = undefined;
    const passed = new Set<number>();
    for (let next = await first(officer, passed); next; next = await first(officer, passed)) {
      const timed = await captured(next);
      const answer = await deliver(timed);
      if (answer.ok) failures = 0;
      if (answer.ok || !passes(answer.problem, timed)) {
        await settle(outcomeOf(timed, answer));
        if (answer.ok) done(next.about);
      } else {
        held.value = answer.problem;
        if (answer.problem.code === 'photo-refused') await settle({ ...timed, tries: (timed.tries ?? 0) + 1 });
        if (next.kind !== 'photo') break;
        passed.add(next.number);
      }
      await refreshBox();
    }
    if (held.value) {
      const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)] ?? 60;
      timer = setTimeout(() => send(officer, done), pause * 1000);
    }
  });
  await refreshBox();
}

/** An answer without a code of ours is the gateway's: the API may not be there yet. */
const passes = (problem: Problem, { tries = 0 }: Letter): boolean =>
  problem.code === 'photo-refused' ? tries + 1 < MOST_TRIES : isPassing(problem) || problem.code.startsWith('http-');

const outcomeOf = (letter: Letter, answer: Answer<unknown>): Letter =>
  answer.ok
    ? { ...letter, state: 'sent', sentAt: instantNow() }
    : { ...letter, state: 'refused', problem: answer.problem };

/** The next that waits, matters and moves first, and whose case has no refused one before it. */
async function first(officer: string, passed: ReadonlySet<number>): Promise<Letter | undefined> {
  const all = await letters();
  const stuck = new Set(
    all.flatMap(({ state, kind, about }) => (state === 'refused' && kind !== 'photo' ? [about] : [])),
  );
  const unsent = new Set(all.flatMap(({ state, kind, about }) => (state !== 'sent' && kind === 'open' ? [about] : [])));
  const waiting = all.filter(
    (letter) =>
      letter.state === 'waiting' &&
      letter.officer === officer &&
      !stuck.has(letter.about) &&
      !passed.has(letter.number),
  );
  return (
    waiting.find(({ kind }) => kind !== 'photo') ??
    waiting.find(({ kind, about }) => kind === 'photo' && !unsent.has(about))
  );
}

/**
 * A matter with the time at which it was taken in, by the server's clock, which is known by now: the device's may have
 * been wrong when it was written. Worked out once, before the first sending, so that every further one says the same.
 */
async function captured(letter: Letter): Promise<Letter> {
  if (letter.kind !== 'open' || letter.device === undefined) return letter;
  const { server, device, speed } = clockKnown();
  const told = letter.body.capturedAt ?? letter.writtenAt;
  const right = speed === 1 ? new Date(server + letter.device - device).toISOString() : told;
  const now = instantNow();
  const timed = { ...letter, device: undefined, body: { ...letter.body, capturedAt: right < now ? right : now } };
  await settle(timed);
  return timed;
}

function deliver(letter: Letter): Promise<Answer<unknown>> {
  if (letter.kind === 'open') return post('/cases', letter.body);
  if (letter.kind === 'command') return post(`/cases/${letter.about}/commands`, letter.body);
  return deliverPhoto(letter.about, letter.digest);
}

/** One that has arrived before is not sent again. */
async function deliverPhoto(about: string, digest: string): Promise<Answer<unknown>> {
  const asked = await post<PhotoUploadAnswer>(`/cases/${about}/photos`, { digest });
  if (!asked.ok || 'stored' in asked.value) return asked;
  const blob = await photoOf(digest);
  if (!blob) return { ok: false, problem: { code: 'photo-gone', status: 410, detail: digest } };
  try {
    const against = await putPhoto(asked.value, blob);
    if (!against) return { ok: true, value: null, status: 200 };
    return { ok: false, problem: { code: 'photo-refused', status: against.status, detail: await against.text() } };
  } catch (fault) {
    return { ok: false, problem: { code: 'offline', status: 0, detail: String(fault) } };
  }
}
