import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { whyNotToRate } from './answers.ts';
import { extensibleUntil, MOST_EXTENSIONS, pausesOf } from './caps.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen, openParts, runningAt } from './case.ts';
import type { Actor, Resident, Situation } from './decision.ts';
import { heldBy, leadWaits } from './hand-overs.ts';
import { whyNoMessages } from './messages.ts';
import { actingAs, MOVES, type Move, unitOf } from './moves.ts';
import { isToBePlaced } from './placing.ts';
import { whyNotToCheck } from './publishing.ts';
import { whyNotToRule } from './requests.ts';
import type { WishKind } from './wish.ts';

const isMove = (name: string): name is Move => name in MOVES;
/** All of them, in the order of the table. */
export const EVERY_MOVE: readonly Move[] = Object.keys(MOVES).filter(isMove);

const isAsked = ({ kase }: Situation, kind: WishKind): boolean => kase.requests.some(({ wish }) => wish.kind === kind);
const isJoint = ({ kase }: Situation): boolean => openParts(kase).length > 0;
/** Where it belongs is neither ruled by the centre nor put to it. */
const mayLeave = (situation: Situation): boolean =>
  !currentStage(situation.kase).bound && !isAsked(situation, 'placement');
const isFree = (situation: Situation): boolean => leadWaits(situation, '') === undefined;

/** What must be so besides what the table of moves says; `decide` refuses whatever is said where it is not. */
const NEEDS: { [M in Move]?: (situation: Situation) => boolean } = {
  accept: ({ kase, by }) => !heldBy(kase, by).acceptedBy,
  resolve: isFree,
  merge: isFree,
  cancel: isFree,
  escalate: (situation) =>
    mayLeave(situation) && situation.directory.ladder(currentStage(situation.kase).unit).length > 0,
  assign: (situation) => mayLeave(situation) && isToBePlaced(situation.kase, situation.directory),
  return: (situation) => canGoBack(situation) && mayLeave(situation) && isFree(situation),
  transfer: (situation) => mayLeave(situation) && !isJoint(situation) && !isAsked(situation, 'transfer'),
  release: isJoint,
  'contest-lead': (situation) => isJoint(situation) && !isAsked(situation, 'lead'),
  pause: (situation) => canPause(situation) && !isAsked(situation, 'pause'),
  resume: ({ kase }) => kase.paused !== null,
  extend: (situation) => canExtend(situation) && !isAsked(situation, 'extension'),
  'hand-duty': (situation) => !isAsked(situation, 'first-contact'),
  rule: ({ kase, by }) => kase.requests.some((request) => whyNotToRule(kase, request, by) === undefined),
  withdraw: ({ kase, by }) => kase.requests.some((request) => unitOf(request.by) === unitOf(by)),
  'mark-emergency': ({ kase }) => !kase.emergency,
  message: (situation) => whyNoMessages(situation) === undefined,
  rate: ({ kase, by }) => whyNotToRate(kase, by, false) === undefined,
  reopen: (situation) => !isAsked(situation, 'reopening'),
  publish: canCheck,
  withhold: canCheck,
  continue: (situation) => !situation.kase.paused && !isJoint(situation),
};

function canGoBack({ kase, directory }: Situation): boolean {
  const { from, unit } = currentStage(kase);
  const back = from === null ? undefined : directory.findUnit(from);
  return back !== undefined && !back.retired && back.id !== unit;
}

function canCheck({ kase, by }: Situation): boolean {
  return kase.answer !== null && whyNotToCheck(kase, by) === undefined;
}

const canPause = ({ kase, directory }: Situation): boolean =>
  !kase.paused && kase.counts.pauses < pausesOf(kase, directory).most;

const canExtend = ({ kase, now }: Situation): boolean =>
  kase.counts.extensions < MOST_EXTENSIONS && runningAt(kase, now) <= extensibleUntil(kase);

/**
 * The moves that somebody can make on a case as it stands at an instant, in the order of the table: whatever is missing
 * here `decide` refuses, however it is said. What is here may still be refused for what is said in it. Whether the case
 * is full, which `continue` needs, the file tells.
 */
export function movesFor(kase: Case, actor: Actor | Resident, now: Instant, directory: Directory): Move[] {
  const { level } = currentStage(kase);
  return EVERY_MOVE.filter((move) => {
    const rule = MOVES[move];
    if (!rule.from.includes(kase.status) || !rule.held.includes(level)) return false;
    const by = actingAs(rule, actor, kase, directory);
    const needs = NEEDS[move];
    return by !== undefined && (!needs || needs({ kase, by, now, directory }));
  });
}

/** What is asked for and somebody can rule on. */
export function rulingsFor(kase: Case, actor: Actor, directory: Directory): WishKind[] {
  const by = isOpen(kase) ? actingAs(MOVES.rule, actor, kase, directory) : undefined;
  if (!by) return [];
  return kase.requests.filter((request) => whyNotToRule(kase, request, by) === undefined).map(({ wish }) => wish.kind);
}
