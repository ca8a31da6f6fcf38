import { Checkpoint, type DayHead, keyOf, textOf, unsigned } from '../../domain/evidence/checkpoint.ts';
import type { CivilDate } from '../../domain/primitives.ts';
import { addDays } from '../../domain/time/civil.ts';
import { sha256 } from './chance.ts';
import type { ChangedIndex } from './changed-index.ts';
import type { Signer } from './signer.ts';
import type { Vault } from './vault.ts';

/** What checkpoints are made of and with. */
export interface Book extends ChangedIndex {
  district: string;
  vault: Vault;
  signer: Signer;
  /** So many heads stand in one part at most. */
  most: number;
}

/** Days that are caught up. A gap that is longer is told by the chain, which begins anew. */
export const MOST_DAYS = 30;

/**
 * Writes the checkpoint of every day before `today` that has none, oldest first, as far back as the newest one there or
 * 30 days. Answers the days that were closed. Where there is no checkpoint yet, the chain begins with the first day that
 * has something to say, at the latest with yesterday. A second call finds all days closed; one after a crash carries on
 * behind the last part written.
 */
export async function catchUp(book: Book, today: CivilDate): Promise<CivilDate[]> {
  const [newest, missing] = await lookBack(book, today);
  let previous = newest;
  for (const day of missing) previous = await closeDay(book, day, previous);
  return missing;
}

/** The newest checkpoint, and the days after it to be closed, oldest first. */
async function lookBack(book: Book, today: CivilDate): Promise<[Checkpoint | null, CivilDate[]]> {
  const missing: CivilDate[] = [];
  for (let day = addDays(today, -1); missing.length < MOST_DAYS; day = addDays(day, -1)) {
    const there = await find(book, { day, part: 1, closes: true });
    if (there) return [there, missing];
    missing.unshift(day);
  }
  const begin = await book.firstChange(addDays(today, -MOST_DAYS));
  const fromThere = missing.filter((day) => begin !== undefined && day >= begin);
  return [null, fromThere.length > 0 ? fromThere : missing.slice(-1)];
}

async function closeDay(book: Book, day: CivilDate, newest: Checkpoint | null): Promise<Checkpoint> {
  let previous = newest;
  let part = 1;
  // What a call wrote that did not come to the end stays, though some of its cases may have moved on to a later day.
  for (let there = await find(book, { day, part, closes: false }); there; part += 1) {
    previous = there;
    there = await find(book, { day, part: part + 1, closes: false });
  }
  const done = part === 1 ? undefined : previous?.heads.at(-1)?.case;
  let heads: DayHead[] = [];
  for await (const head of book.changedOn(day, done)) {
    if (heads.length === book.most) {
      previous = await put(book, { day, part, closes: false, heads, previous });
      heads = [];
      part += 1;
    }
    heads.push(head);
  }
  return put(book, { day, part, closes: true, heads, previous });
}

type Place = Pick<Checkpoint, 'day' | 'part' | 'closes'>;

async function find({ district, vault }: Book, place: Place): Promise<Checkpoint | undefined> {
  const text = await vault.get(keyOf({ district, ...place }));
  return text === undefined ? undefined : Checkpoint.parse(JSON.parse(text));
}

async function put(
  { district, vault, signer }: Book,
  { previous, ...given }: Place & { heads: DayHead[]; previous: Checkpoint | null },
): Promise<Checkpoint> {
  const signing = { algorithm: 'ECDSA_SHA_256', publicKey: await signer.publicKey() } as const;
  const content = unsigned({ district, ...given, previous: previous?.digest ?? null, signing }, sha256);
  const { signature } = await signer.sign(content.digest);
  const checkpoint = { ...content, signature };
  const [key, text] = [keyOf(checkpoint), textOf(checkpoint)];
  // What is there may be this very text, if the answer to a first try was lost.
  if (!(await vault.put(key, text)) && (await vault.get(key)) !== text) {
    throw new Error(`${key} of the vault already holds another document, which stays; compare the two`);
  }
  return checkpoint;
}
