import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import type { Instant } from '../../domain/primitives.ts';
import { instant, ms } from '../../domain/primitives.ts';
import type { OpenReview, ReviewCommand } from '../../domain/review/command.ts';
import { decide, type Frozen } from '../../domain/review/decide.ts';
import type { Actor } from '../../domain/review/moves.ts';
import { concernedIn, decideOpen, proposal } from '../../domain/review/open.ts';
import { isRefusal, type ReviewRefusal } from '../../domain/review/refusal.ts';
import { responsibleIn, unfound, unheard } from '../../domain/review/review.ts';
import { append, caughtUp, newReviewFile, type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { of, theLeader } from './a-district.ts';
import { climbedTo, district, means, move, sha256, shanghai } from './casework.ts';

export const leader: Actor = { officer: 'of-leader', posts: [{ unit: 'shawan', role: 'leader' }] };
export const REVIEW = '01KJP3AB5S8M6W3T9V2XQ4RD7R';
/** A Monday, a week after the case was closed. */
export const OPENED = shanghai('2026-03-09 09:00');

/** A case that a grid, a village, a township, the centre and a department had; closed. */
export const reviewed: CaseFile = move(
  climbedTo('check'),
  of('shawan'),
  { type: 'close' },
  shanghai('2026-03-02 16:00'),
);
export const frozen: Frozen = {
  evidence: { id: sha256('bundle'), events: reviewed.history.length },
  ...concernedIn(reviewed.history),
};

export const anOpening = (over: Partial<OpenReview> = {}): OpenReview => ({
  id: REVIEW,
  case: caseOf(reviewed).id,
  consequence: 'injury-or-death',
  words: '塌陷处有人受伤',
  ...over,
});

export function aReview(at: Instant = OPENED): ReviewFile {
  const command = anOpening();
  const decision = decideOpen(command, of('shawan'), { now: at, directory: district }, frozen);
  if (isRefusal(decision)) throw new Error(decision.message);
  return append(newReviewFile(sha256(canonical(command))), decision, means(at));
}

export const aProposal = (at: Instant = OPENED): ReviewFile =>
  append(
    newReviewFile(sha256('proposal')),
    proposal(REVIEW, caseOf(reviewed).id, shanghai('2026-02-02 18:00'), { now: at, directory: district }),
    means(at),
  );

/** The file after a person's command, what came due before it included; or the refusal. */
export function tryStep(file: ReviewFile, by: Actor, command: ReviewCommand, at: Instant): ReviewFile | ReviewRefusal {
  const ticked = caughtUp(file, means(at));
  const decision = decide(reviewOf(ticked), command, by, { now: at, directory: district, frozen });
  return isRefusal(decision) ? decision : append(ticked, decision, { ...means(at), salt: `salt-${at}-c` });
}

export function step(file: ReviewFile, by: Actor, command: ReviewCommand, at: Instant): ReviewFile {
  const result = tryStep(file, by, command, at);
  if (isRefusal(result)) throw new Error(`${result.refused}: ${result.message}`);
  return result;
}

const words = '…此处为文字';

/** Everybody concerned has stated. */
export const heard = (file: ReviewFile, at: Instant): ReviewFile =>
  unheard(reviewOf(file)).reduce((sofar, unit) => step(sofar, of(unit), { type: 'state', words }, at), file);

/** A finding about everybody: the township in part, its officer wholly, nobody else. */
export const found = (file: ReviewFile, at: Instant): ReviewFile =>
  unfound(reviewOf(file)).reduce((sofar, about) => {
    const responsible = about.unit !== 'niushi' ? 'no' : about.officer === undefined ? 'in-part' : 'yes';
    return step(
      sofar,
      about.officer === 'of-shawan' ? leader : of('shawan'),
      { type: 'find', about, responsible, events: [1], words },
      at,
    );
  }, file);

/** A review at each of its stages, an hour each step. */
export function reviewsByStage(start = aReview()): Record<string, ReviewFile> {
  const at = (hours: number): Instant => instant(ms(OPENED) + hours * 3_600_000);
  const findings = step(heard(start, at(1)), of('shawan'), { type: 'end-statements' }, at(2));
  const decision = step(found(findings, at(3)), of('shawan'), { type: 'end-findings' }, at(4));
  const appeal = step(decision, leader, { type: 'decide', words }, at(5));
  const ruling = responsibleIn(reviewOf(appeal)).reduce(
    (sofar, about) => step(sofar, of('niushi'), { type: 'appeal', about, words }, at(6)),
    appeal,
  );
  return {
    proposed: aProposal(),
    statements: start,
    findings,
    decision,
    appeal,
    ruling,
    closed: step(ruling, theLeader, { type: 'rule', changes: [], words }, at(7)),
    withdrawn: step(start, of('shawan'), { type: 'withdraw', words }, at(1)),
    'set-aside': step(aProposal(), of('shawan'), { type: 'set-aside', words }, at(1)),
  };
}
