import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Command, OpenCase } from '../../domain/case/command.ts';
import type { Digest, Instant, Ulid } from '../../domain/primitives.ts';
import type { Problem } from '../shell/api.ts';
import type { Photo } from '../shell/photo.ts';

/** What one letter asks of the API. All can be sent again without harm: each carries an id that this device made. */
export type Asks =
  /** With the receipt 回執 for the resident, if one waits for an answer. */
  | { kind: 'open'; body: OpenCase; receipt?: string }
  | { kind: 'command'; body: Command & { id: Ulid } }
  | { kind: 'photo'; digest: Digest };

/** Something that waits to be sent, was sent, or was refused. Letters of one case go out in the order they were written. */
export type Letter = {
  /** Its place in the order, given by the store. */
  number: number;
  /** The case it is about. */
  about: Ulid;
  /** Whose letter it is: sent only while that officer is logged in. */
  officer: string;
  writtenAt: Instant;
  state: 'waiting' | 'sent' | 'refused';
  /** When it was written by the clock of the device, in epoch milliseconds; gone once `capturedAt` has been set right. */
  device?: number | undefined;
  /** How often it was tried in vain, where that is counted. */
  tries?: number;
  sentAt?: Instant;
  problem?: Problem;
} & Asks;
export type NewLetter = Pick<Letter, 'about' | 'officer' | 'writtenAt'> & Asks;

interface Store extends DBSchema {
  letters: { key: number; value: Letter };
  photos: { key: Digest; value: Blob };
  /** The form that is being filled in, so that a telephone call does not lose it; its photos apart, as they are large. */
  draft: { key: 'words' | 'photos'; value: unknown };
}

/** Sent letters are shown for a while, so many of them. */
const SENT_SHOWN = 30;

let opened: Promise<IDBPDatabase<Store>> | undefined;
const open = (): Promise<IDBPDatabase<Store>> => {
  opened ??= openDB<Store>('gridlight-letters', 1, {
    upgrade(db) {
      db.createObjectStore('letters', { keyPath: 'number', autoIncrement: true });
      db.createObjectStore('photos');
      db.createObjectStore('draft');
    },
    // A page of a newer version in another tab must not wait for this one.
    blocking: (_current, _next, event) => {
      opened = undefined;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
};

/** Puts letters into the box, all or nothing. Once this resolves, a dead battery loses nothing. */
export const put = (letters: readonly NewLetter[]): Promise<void> => write(letters, [], false);

/** The same with the photos they speak of, out of the form, which is cleared with that. */
export const putForm = (letters: readonly NewLetter[], photos: readonly Photo[]): Promise<void> =>
  write(letters, photos, true);

async function write(letters: readonly NewLetter[], photos: readonly Photo[], isForm: boolean): Promise<void> {
  const db = await open();
  const work = db.transaction(['letters', 'photos', 'draft'], 'readwrite', { durability: 'strict' });
  for (const { digest, blob } of photos) work.objectStore('photos').put(blob, digest);
  // The store numbers them.
  for (const letter of letters)
    work.objectStore('letters').add({ ...letter, state: 'waiting', device: Date.now() } as Letter);
  if (isForm) work.objectStore('draft').clear();
  await work.done;
}

/** All letters, oldest first. */
export const letters = async (): Promise<Letter[]> => (await open()).getAll('letters');
export const photoOf = async (digest: Digest): Promise<Blob | undefined> => (await open()).get('photos', digest);

/** What became of a letter. One that was sent needs its photo no more; the oldest sent ones are forgotten. */
export async function settle(letter: Letter): Promise<void> {
  const work = (await open()).transaction(['letters', 'photos'], 'readwrite');
  work.objectStore('letters').put(letter);
  const sent = (await work.objectStore('letters').getAll()).filter(({ state }) => state === 'sent');
  for (const { number } of sent.slice(0, -SENT_SHOWN)) work.objectStore('letters').delete(number);
  await clearPhotos(work);
  await work.done;
}

/** Takes a refused letter, and all that waits for it, out of the box. */
export async function discard({ about, number }: Letter): Promise<void> {
  const work = (await open()).transaction(['letters', 'photos'], 'readwrite');
  for (const letter of await work.objectStore('letters').getAll()) {
    const waits = letter.about === about && letter.number >= number && letter.state !== 'sent';
    if (waits) work.objectStore('letters').delete(letter.number);
  }
  await clearPhotos(work);
  await work.done;
}

/** Forgets what was sent: it is of whoever was logged in. */
export async function forgetSent(): Promise<void> {
  const work = (await open()).transaction(['letters'], 'readwrite');
  for (const { number, state } of await work.objectStore('letters').getAll()) {
    if (state === 'sent') work.objectStore('letters').delete(number);
  }
  await work.done;
}

/** Two matters may show the same photo: it goes when no letter waits with it any more. */
async function clearPhotos(work: Work): Promise<void> {
  const left = await work.objectStore('letters').getAll();
  const needed = new Set(
    left.flatMap((letter) => (letter.kind === 'photo' && letter.state !== 'sent' ? [letter.digest] : [])),
  );
  for (const digest of await work.objectStore('photos').getAllKeys()) {
    if (!needed.has(digest)) work.objectStore('photos').delete(digest);
  }
}
type Work = IDBPTransaction<Store, ('letters' | 'photos')[], 'readwrite'>;

/** The form as it was left; each part is written when it changes. */
export const draft = {
  words: async (): Promise<unknown> => (await open()).get('draft', 'words'),
  photos: async (): Promise<unknown> => (await open()).get('draft', 'photos'),
  put: async (part: 'words' | 'photos', value: unknown): Promise<void> =>
    void (await (await open()).put('draft', value, part)),
};
