import { canonical } from '../../domain/case-file/history.ts';
import { ReviewCommand } from '../../domain/review/command.ts';
import { decide, type Frozen } from '../../domain/review/decide.ts';
import { type Actor, mayRead, postAtCentre } from '../../domain/review/moves.ts';
import { isRefusal, refuse } from '../../domain/review/refusal.ts';
import { isOpen } from '../../domain/review/review.ts';
import { append, caughtUp, hasRoom, type ReviewFile, reviewOf, versionOf } from '../../domain/review/review-file.ts';
import { callerOf } from '../shell/caller.ts';
import { ulidIn } from '../shell/case-path.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { freeze, release } from '../shell/freeze.ts';
import { freezer } from '../shell/freezer.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { noSuchReview } from '../shell/readable-review.ts';
import { executeReview, type ReviewStep, reviewDesk } from '../shell/review-desk.ts';
import { reviewView } from '../shell/review-view.ts';

const own = reviewDesk();
const keeping = freezer();
const MOST_BYTES = 64 * 1024;

/**
 * `POST /reviews/{id}/commands`: one move of a person. With an `id` in the command, a replay is harmless. What came due
 * before is put on record before it. Taking a proposal up freezes the case, as opening does.
 */
export const handler = endpoint(async (event) => {
  const command = readBody(ReviewCommand, event.body, event.isBase64Encoded, MOST_BYTES);
  const id = ulidIn(event);
  const actor = callerOf(event, await own.directory());
  const frozen = command.type === 'take-up' ? await frozenFor(id, actor) : undefined;
  const result = await executeReview(own, id, stepFor(command, actor, frozen));
  if (!result) throw noSuchReview(id);
  if (isRefusal(result)) {
    if (frozen) await letGoIfEnded(id);
    throw new ProblemError(problemOf(result));
  }
  return ok(reviewView(result, actor, await means(own)));
});

/** What a proposal is to rest on; undefined where the move will be refused anyway. */
async function frozenFor(id: string, actor: Actor): Promise<Frozen | undefined> {
  const file = await own.reviews.load(id);
  const post = postAtCentre(actor, await own.directory());
  if (!file || !post || reviewOf(file).status !== 'proposed') return undefined;
  const frozen = await freeze(keeping, reviewOf(file).case, id, { officer: actor.officer, ...post });
  if (!frozen) throw new Error(`review ${id} is of a case that is not there`);
  if (isRefusal(frozen)) throw new ProblemError(problemOf(frozen));
  return frozen;
}

/** The case was marked for a proposal that somebody set aside meanwhile: nobody else would let it go again. */
async function letGoIfEnded(id: string): Promise<void> {
  const file = await own.reviews.load(id);
  if (file && !isOpen(reviewOf(file))) await release(keeping.desk, file);
}

/** Moves that end a stage are always taken: a full review can still end. */
const ALWAYS: ReadonlySet<ReviewCommand['type']> = new Set([
  'end-statements',
  'end-findings',
  'decide',
  'rule',
  'withdraw',
]);

const stepFor =
  (command: ReviewCommand, actor: Actor, frozen: Frozen | undefined): ReviewStep =>
  (file, present) => {
    if (!mayRead(actor, reviewOf(file), present.directory)) {
      return refuse('not-yours', 'reviews are for the district centre, and for those who held the case or acted on it');
    }
    const request = present.hash(canonical({ officer: actor.officer, command }));
    const known = command.id === undefined ? undefined : file.commands[command.id];
    if (known === request) return file;
    if (known !== undefined) return refuse('id-conflict', `command ${command.id} was another one; make a new id`);
    const version = versionOf(file);
    if (command.ifVersion !== undefined && command.ifVersion !== version) {
      return refuse('version-conflict', `the review has version ${version}, not ${command.ifVersion}; read it again`);
    }
    const ticked = caughtUp(file, present);
    const decision = decide(reviewOf(ticked), command, actor, { ...present, ...(frozen && { frozen }) });
    if (isRefusal(decision)) return decision;
    const next: ReviewFile = {
      ...append(ticked, decision, { ...present, salt: `${present.salt}-c` }),
      ...(command.id !== undefined && { commands: { ...file.commands, [command.id]: request } }),
    };
    return hasRoom(next) || ALWAYS.has(command.type)
      ? next
      : refuse('review-full', 'the review holds as much as one item can; go on to its next stage');
  };
