import { isOpen } from '../../domain/case/case.ts';
import type { Actor, Resident } from '../../domain/case/decision.ts';
import type { Link } from '../../domain/case/event.ts';
import { mayRead } from '../../domain/case/moves.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/case/refusal.ts';
import type { By } from '../../domain/case/wish.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { append, caseOf } from '../../domain/case-file/case-file.ts';
import { continuationOf } from '../../domain/case-file/continuation.ts';
import { hasRoomToSpare } from '../../domain/case-file/room.ts';
import type { Digest } from '../../domain/primitives.ts';
import { type Desk, execute } from './execute.ts';
import { ProblemError, problemOf } from './problem.ts';

/*
 * Moves that concern two cases. There is no transaction over both: the other case is written first, then the one that
 * moves. A crash in between leaves a link that the repetition of the command finds done; nothing is lost.
 */

const notThere = (id: string): Refusal =>
  refuse('other-case', `there is no case ${id} that you may read; check the number`);

/** Puts a link on another case; that a resident has the receipt of it is for the caller to have seen to. Undefined when it stands, then or before; a refusal when that case cannot have it. */
export async function linkOn(
  desk: Desk,
  id: string,
  link: Link,
  actor: Actor | Resident,
  by: By,
): Promise<Refusal | undefined> {
  const result = await execute(desk, id, (file, means) => {
    const kase = caseOf(file);
    if ('posts' in actor && !mayRead(actor.posts, kase, means.directory)) return notThere(id);
    if (link.how === 'absorbed' && !isOpen(kase)) {
      return refuse('other-case', `case ${id} is ${kase.status}; merge into one that is open`);
    }
    if (kase.links.some((known) => known.case === link.case && known.how === link.how)) return file;
    if (link.how === 'continued-by' && isOpen(kase)) {
      return refuse('other-case', `case ${id} is ${kase.status}; act in it, or ask for its reopening`);
    }
    if (!hasRoomToSpare(file)) return refuse('other-case', `case ${id} is full; name the one that goes on from it`);
    return append(file, [{ by, what: { type: 'linked', link } }], means);
  });
  if (!result) return notThere(id);
  return isRefusal(result) ? result : undefined;
}

/** The ended case says that another takes it up again; throws as a problem if it cannot, as one that can still be reopened is not left behind. */
export async function takenUpIn(desk: Desk, ended: string, id: string, actor: Actor | Resident, by: By): Promise<void> {
  const refused = await linkOn(desk, ended, { case: id, how: 'continued-by' }, actor, by);
  if (refused) throw new ProblemError(problemOf(refused));
}

/** So many cases at most are followed; a chain of mergers is rarely longer than two. */
const MOST_FOLLOWED = 100;

/**
 * A refusal if the case that `id` is to be merged into has come into it, by whichever way. Asked after the link stands on
 * the other case: so of mergers that would close a circle at the same instant the last, at least, sees the whole of it.
 */
export async function circleOf(desk: Desk, id: string, into: string): Promise<Refusal | undefined> {
  const seen = new Set([id]);
  for (const next of seen) {
    const file = seen.size > MOST_FOLLOWED ? undefined : await desk.cases.load(next);
    const taken = file ? caseOf(file).links.filter(({ how }) => how === 'absorbed') : [];
    for (const link of taken) seen.add(link.case);
  }
  return seen.has(into)
    ? refuse('absorbed', `${into} is on its way into this case at the same moment; look at both and say it once more`)
    : undefined;
}

/** Takes the word of a merger back that was refused in the end. A second call finds nothing to take back. */
export const unlink = (desk: Desk, from: string, refused: string) =>
  execute(desk, from, (file, means) => {
    const stands = caseOf(file).links.some(({ case: other, how }) => other === refused && how === 'absorbed');
    return stands
      ? append(file, [{ by: { system: 'reconciler' }, what: { type: 'unlinked', case: refused } }], means)
      : file;
  });

/** Ends a continuation again whose first case has ended otherwise meanwhile. A second call finds it ended. */
export const takeBack = (desk: Desk, as: string, from: string) =>
  execute(desk, as, (file, means) => {
    const [opening] = file.history;
    const isItsOwn = opening?.what.type === 'opened' && opening.what.continues?.case === from;
    if (!isItsOwn || !isOpen(caseOf(file))) return file;
    return append(file, [{ by: opening.by, what: { type: 'cancelled', reason: 'mistaken' } }], means);
  });

/** Opens the case that goes on from a full one. Undefined when it stands, then or before. */
export async function openContinuation(
  desk: Desk,
  full: CaseFile,
  head: Digest,
  as: string,
  by: By,
  means: Means,
): Promise<Refusal | undefined> {
  const file = continuationOf(full, head, as, by, means);
  if (await desk.cases.save(file, means)) return undefined;
  const there = await desk.cases.load(as);
  return there?.request === file.request
    ? undefined
    : refuse('id-conflict', `case ${as} is another one; make a new id`);
}
