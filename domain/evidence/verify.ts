import { canonical, changedContents, firstBrokenLink, type Hash } from '../case-file/history.ts';
import { againstCheckpoints, type Known } from './against-checkpoints.ts';
import type { Content } from './bundle.ts';
import { type Check, fails, holds, open } from './check.ts';
import { readBundle } from './read-bundle.ts';
import { recompute } from './recompute.ts';

/** What verifying takes besides the text: the arithmetic, and what was kept apart from the bundle. */
export interface Witness extends Known {
  hash: Hash;
  /** Whether this is an ECDSA signature with SHA-256 over the text of a digest, DER in base 64, by this key in PEM. */
  isSignedBy: (digest: string, signature: string, publicKey: string) => boolean;
  /** The district's key, from anywhere but the bundle. */
  publicKey?: string;
}

/** Looks at everything a bundle says, and tells what holds and what does not; with a form that is none, nothing else. */
export const verifyBundle = (text: string, witness: Witness): Check[] => [...checksOf(text, witness)];

/** The same one by one, the cheap ones first, for whoever needs to know no more than the first that fails. */
export function* checksOf(text: string, witness: Witness): Generator<Check> {
  const bundle = readBundle(text);
  if (typeof bundle === 'string') {
    yield fails('form', bundle);
    return;
  }
  const { content, signature, id } = bundle;
  const said = canonical(content);
  yield holds('form', 'the file is in the one form that a bundle has');
  yield address(said, id, witness);
  yield chain(content, witness);
  yield contents(content, witness);
  yield againstCheckpoints(content, witness);
  yield* signed(witness.hash(said), signature, content.signing.publicKey, witness);
  yield* recompute(content);
}

function address(said: string, id: string, { hash }: Witness): Check {
  const own = hash(said);
  return own === id
    ? holds('id', `the content has the address ${id}`)
    : fails('id', `the content has the address ${own}, not ${id}: it was changed`);
}

function* signed(id: string, signature: string, own: string, { isSignedBy, publicKey }: Witness): Generator<Check> {
  const fits = isSignedBy(id, signature, own);
  yield fits
    ? holds('signature', 'the signature fits the content and the key that the bundle names')
    : fails('signature', 'the signature does not fit the content: one of them was changed');
  if (publicKey === undefined) {
    const missed = 'nobody can tell a bundle that was made and signed by somebody else';
    yield open('key', `without the key of the district, ${missed}`);
    return;
  }
  yield fits && publicKey.trim() === own.trim()
    ? holds('key', 'it was signed with the key of the district')
    : fails('key', 'it was not signed with the key of the district');
}

function chain({ history, case: id }: Content, { hash }: Witness): Check {
  const broken = firstBrokenLink(history, hash);
  if (broken !== null) return fails('chain', `the chain is broken at event ${broken}`);
  const [first] = history;
  return first?.what.type === 'opened' && first.what.id === id
    ? holds('chain', `the chain of ${history.length} events holds`)
    : fails('chain', `the first event does not open case ${id}`);
}

function contents({ history, contents: kept }: Content, { hash }: Witness): Check {
  const bound = new Set(history.flatMap(({ content }) => content ?? []));
  const strange = Object.keys(kept).filter((digest) => !bound.has(digest));
  const [changed] = [...changedContents(kept, hash), ...strange];
  if (changed !== undefined) {
    const event = history.find(({ content }) => content === changed)?.seq;
    return fails('contents', `what was written with event ${event ?? 'none'} is not what its digest binds, ${changed}`);
  }
  const erased = bound.size - Object.keys(kept).length;
  if (erased > 0) return open('contents', `what was written with ${erased} events had been erased before`);
  return holds('contents', `what was written with ${bound.size} events is what their digests bind`);
}
