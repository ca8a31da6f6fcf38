import type { Recorded } from '../case/event.ts';
import type { CivilDate } from '../primitives.ts';
import { addDays } from '../time/civil.ts';
import type { Head } from './against-checkpoints.ts';
import { type Checkpoint, keyOf, signedText } from './checkpoint.ts';
import type { Witness } from './verify.ts';

/**
 * What is wrong with a chain of checkpoints, in words; nothing if it holds. They are given in any order. A chain that
 * begins in the middle is held against itself alone, since what came before was not given.
 *
 * What no chain of checkpoints can tell: a history that was changed and rebuilt since the last one that knows it. Whoever
 * may write the table can bring about any history that goes on from there.
 */
export function faultsInChain(
  checkpoints: readonly Checkpoint[],
  witness: Pick<Witness, 'hash' | 'isSignedBy' | 'publicKey'>,
): string[] {
  const chain = checkpoints.toSorted((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
  return chain.flatMap((checkpoint, index) => {
    const before = chain[index - 1];
    return [...faultsIn(checkpoint, witness), ...(before ? faultsBetween(before, checkpoint) : [])].map(
      (fault) => `${keyOf(checkpoint)}: ${fault}`,
    );
  });
}

function faultsIn(
  checkpoint: Checkpoint,
  { hash, isSignedBy, publicKey }: Pick<Witness, 'hash' | 'isSignedBy' | 'publicKey'>,
): string[] {
  const text = signedText(checkpoint);
  const { signing, signature, digest } = checkpoint;
  const faults: [boolean, string][] = [
    [hash(text) !== digest, 'its digest is not that of its content: it was changed'],
    [!isSignedBy(hash(text), signature, signing.publicKey), 'its signature does not fit: it was changed'],
    [
      publicKey !== undefined && publicKey.trim() !== signing.publicKey.trim(),
      'it was not signed with the key of the district',
    ],
  ];
  return faults.filter(([wrong]) => wrong).map(([, words]) => words);
}

function faultsBetween(before: Checkpoint, { district, day, part, previous }: Checkpoint): string[] {
  const next = before.closes ? { day: addDays(before.day, 1), part: 1 } : { day: before.day, part: before.part + 1 };
  const faults: [boolean, string][] = [
    [before.district !== district, `it is of another district than ${keyOf(before)}`],
    [next.day !== day || next.part !== part, `part ${next.part} of ${next.day} is missing before it`],
    [previous !== before.digest, `it does not follow ${keyOf(before)}, which was changed or put in its place`],
  ];
  return faults.filter(([wrong]) => wrong).map(([, words]) => words);
}

/** What checkpoints know of cases, oldest first, as the verifier of bundles takes it. */
export const headsIn = (checkpoints: readonly Checkpoint[]): Head[] =>
  checkpoints
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap((checkpoint) =>
      checkpoint.heads.map(({ case: id, seq, head }) => ({
        case: id,
        seq,
        hash: head,
        day: checkpoint.day,
        from: keyOf(checkpoint),
      })),
    );

/** The days that checkpoints close; one of which the last part is missing is none. */
export const daysIn = (checkpoints: readonly Checkpoint[]): CivilDate[] =>
  checkpoints.filter(({ closes }) => closes).map(({ day }) => day);

export interface Agreement {
  /** The last event that a checkpoint vouches for; 0 if none does. Later events may have been rebuilt. */
  upTo: number;
  /** The first checkpoint that knows another event, or one that the history no longer has; null if they agree. */
  broken: Head | null;
}

/**
 * Holds a whole history against checkpoints that were verified before. Tells a history that was changed and had all its
 * hashes worked out anew, and one whose end was cut off, from the day of the first checkpoint after the change.
 */
export function checkAgainst(history: readonly Recorded[], checkpoints: readonly Checkpoint[]): Agreement {
  const [opened] = history;
  const id = opened?.what.type === 'opened' ? opened.what.id : undefined;
  const own = headsIn(checkpoints).filter((head) => head.case === id);
  const broken = own.find(({ seq, hash }) => history[seq - 1]?.hash !== hash) ?? null;
  const agreed = own.filter(({ seq, hash }) => history[seq - 1]?.hash === hash).map(({ seq }) => seq);
  return { upTo: Math.max(0, ...agreed), broken };
}
