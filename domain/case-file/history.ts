import type { Content } from '../case/command.ts';
import type { Draft } from '../case/decision.ts';
import type { Recorded } from '../case/event.ts';
import type { Digest, Instant } from '../primitives.ts';

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal; handed in, since the domain does no I/O and has no library. */
export type Hash = (text: string) => Digest;

/** JSON with keys sorted and absent values left out, so that one value has one text. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'null';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(value)) copy[key] = sorted(Reflect.get(value, key));
  return copy;
}

/** By insertion: of the few keys of an event half the work of `Array.sort`, and every command pays for it. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    let at = index;
    for (; at > 0 && (keys[at - 1] ?? '') > key; at -= 1) keys[at] = keys[at - 1] ?? '';
    keys[at] = key;
  }
  return keys;
}

/** The hash of an event binds it to the hash before it; the first one is bound to the empty text. */
const linkOf = (previous: string, event: Omit<Recorded, 'hash'>, hash: Hash): Digest =>
  hash(previous + canonical(event));

/** The digest that binds content into an event; the salt keeps short words from being guessed after erasure. */
export const digestOf = (content: Content, salt: string, hash: Hash): Digest => hash(salt + canonical(content));

/** The history with one more event on record. */
export function record(
  history: readonly Recorded[],
  draft: Draft,
  content: Digest | undefined,
  at: Instant,
  hash: Hash,
): Recorded[] {
  const last = history.at(-1);
  const event = {
    seq: (last?.seq ?? 0) + 1,
    at,
    by: draft.by,
    what: draft.what,
    ...(draft.command !== undefined && { command: draft.command }),
    ...(content !== undefined && { content }),
  };
  return [...history, { ...event, hash: linkOf(last?.hash ?? '', event, hash) }];
}

/** The digests of contents that no longer are what was written; erased ones are absent and not asked about. */
export const changedContents = (
  contents: Readonly<Record<Digest, { salt: string; content: Content }>>,
  hash: Hash,
): Digest[] =>
  Object.entries(contents)
    .filter(([digest, { salt, content }]) => digestOf(content, salt, hash) !== digest)
    .map(([digest]) => digest);

/** Checks the chain; answers the number of the first event that does not fit, or null when all do. */
export function firstBrokenLink(history: readonly Recorded[], hash: Hash): number | null {
  const broken = history.findIndex(({ hash: own, ...event }, index) => {
    const previous = history[index - 1]?.hash ?? '';
    return event.seq !== index + 1 || linkOf(previous, event, hash) !== own;
  });
  return broken === -1 ? null : broken + 1;
}
