import { createPublicKey, hash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Check, fails, isTrue } from '../../domain/evidence/check.ts';
import { verifyBundle } from '../../domain/evidence/verify.ts';
import { daysIn, faultsInChain, headsIn } from '../../domain/evidence/verify-checkpoints.ts';
import { readCheckpoints } from './checkpoints.ts';
import { Unreadable } from './unreadable.ts';

export type Print = (line: string) => void;

const SIGNS: Record<Check['outcome'], string> = { holds: 'ok     ', fails: 'CHANGED', open: '?      ' };

/** Verifies a bundle without any network, prints every check in words, and answers the exit code: 0 true, 1 changed. */
export function verifyFile(
  file: string,
  { key, checkpoints }: { key?: string; checkpoints?: string },
  print: Print,
): number {
  const publicKey = key === undefined ? undefined : readKey(key);
  const book = checkpoints === undefined ? undefined : readCheckpoints(checkpoints);
  const witness = {
    hash: (text: string) => hash('sha256', text),
    isSignedBy,
    ...(publicKey !== undefined && { publicKey }),
  };
  const checks = [
    ...verifyBundle(textOf(file), { ...witness, ...(book && { heads: headsIn(book), days: daysIn(book) }) }),
    ...(book ? faultsInChain(book, witness) : []).map((fault) => fails('checkpoints', fault)),
  ];
  for (const { outcome, words } of checks) print(`${SIGNS[outcome]}  ${words}`);
  print(`${file}: ${verdict(checks)}`);
  return isTrue(checks) ? 0 : 1;
}

function verdict(checks: readonly Check[]): string {
  if (!isTrue(checks)) return 'this is not what was sealed';
  const open = checks.filter(({ outcome }) => outcome === 'open').length;
  return open === 0 ? 'true' : `true as far as it was checked; ${open} lines above say what was not`;
}

/** A key or a signature that is none fits nothing. */
function isSignedBy(digest: string, signature: string, publicKey: string): boolean {
  try {
    return verify('sha256', Buffer.from(digest), publicKey, Buffer.from(signature, 'base64'));
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    return false;
  }
}

/** The one PEM of the key in the file, however its lines are broken. */
function readKey(file: string): string {
  const text = textOf(file);
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('it is no key on the curve P-256');
    return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch (fault) {
    throw new Unreadable(`${file} holds no public key in PEM: ${words(fault)}; take it from GET /evidence/key`, {
      cause: fault,
    });
  }
}

/** The bytes as UTF-8; empty if they are none. A mark in front is kept, and so told as the change that it is. */
function textOf(file: string): string {
  const bytes = bytesOf(file);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return Buffer.from(text).equals(bytes) ? text : '';
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (fault) {
    throw new Unreadable(`${file} cannot be read: ${words(fault)}`, { cause: fault });
  }
}

const words = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
