import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import * as answers from './answers.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import type { Command, CommandOf } from './command.ts';
import type { Actor, Decision, Draft, Resident, Situation } from './decision.ts';
import { evolveAll } from './evolve.ts';
import * as handOvers from './hand-overs.ts';
import * as joint from './joint.ts';
import * as messages from './messages.ts';
import type { Move } from './moves.ts';
import { actingAs, MOVES, unitOf } from './moves.ts';
import * as notes from './notes.ts';
import * as publishing from './publishing.ts';
import { isRefusal, refuse } from './refusal.ts';
import * as requests from './requests.ts';
import { resumption } from './resumption.ts';
import type { By } from './wish.ts';
import { STAYS_ASKED } from './wishes.ts';

/** What each move does, once it is allowed at all. */
const DECISIONS: { [M in Move]: (situation: Situation, command: CommandOf<M>) => Decision } = {
  accept: handOvers.accept,
  resolve: handOvers.resolve,
  escalate: handOvers.escalate,
  assign: handOvers.assign,
  return: handOvers.giveBack,
  transfer: requests.transfer,
  dispatch: joint.dispatch,
  contribute: joint.contribute,
  release: joint.release,
  'contest-lead': requests.contestLead,
  pause: requests.pause,
  resume: ({ kase, by, now, directory }, { reason }) =>
    kase.paused
      ? [{ ...resumption(kase, now, directory, 'early'), by, content: { words: reason } }]
      : refuse('not-paused', 'the case is not paused; nothing is to be done', MOVES.resume.rule),
  extend: requests.extend,
  recategorise: requests.recategorise,
  'hand-duty': requests.handDuty,
  rule: requests.rule,
  withdraw: requests.withdraw,
  press: notes.press,
  'mark-emergency': notes.markEmergency,
  link: notes.link,
  merge: notes.merge,
  message: messages.message,
  rate: answers.rate,
  reopen: requests.reopen,
  close: answers.close,
  cancel: answers.cancel,
  publish: publishing.publish,
  withhold: publishing.withhold,
  continue: notes.goOn,
};

const decisionOf = <M extends Move>(situation: Situation, command: CommandOf<M> & { type: M }): Decision =>
  DECISIONS[command.type](situation, command);

/**
 * What a person's command does to a case: events, or why not. An ended case first (422), then the relation (403), then
 * state and rule (422). A move that hands the case on ends a pause first, and withdraws what the holder asked for.
 */
export function decide(
  kase: Case,
  command: Command,
  actor: Actor | Resident,
  now: Instant,
  directory: Directory,
): Decision {
  const rule = MOVES[command.type];
  const stage = currentStage(kase);
  const by = actingAs(rule, actor, kase, directory);
  if (!isOpen(kase) && !rule.from.includes(kase.status)) {
    const remedy = 'resident' in actor ? '; report it again, with "reopens" to take it up again' : '';
    return refuse('not-open', `the case is ${kase.status}; nothing more is done with it${remedy}`, rule.rule);
  }
  if (!by) {
    return refuse(
      'not-yours',
      `${command.type} of a case held by ${stage.unit} is not for you: ${rule.rule}`,
      rule.rule,
    );
  }
  if (!rule.from.includes(kase.status)) {
    return refuse(
      'not-open',
      `the case is ${kase.status}; ${command.type} works on ${rule.from.join(' or ')} cases`,
      rule.rule,
    );
  }
  if (!rule.held.includes(stage.level)) {
    return refuse('not-held-there', `${stage.unit} is a ${stage.level}; ${rule.rule}`, rule.rule);
  }
  if (LEAVES.has(command.type) && kase.requests.some(({ wish }) => wish.kind === 'placement')) {
    return refuse('already-asked', 'the centre was asked where it belongs; wait for the ruling', rule.rule);
  }
  const first = rule.moves ? cleared({ kase, by, now, directory }) : [];
  const decision = decisionOf({ kase: evolveAll(kase, first, now), by, now, directory }, command);
  if (isRefusal(decision)) return decision;
  const drafts = [...taken(kase, command.type, by), ...first, ...decision];
  return drafts.map((draft) => (command.id === undefined ? draft : { ...draft, command: command.id }));
}

/** Moves by which a holder gives a case away. */
const LEAVES: ReadonlySet<Move> = new Set(['escalate', 'assign', 'return', 'transfer']);

/** Moves by which a holder handles a case. */
const HANDLES: ReadonlySet<Move> = new Set([
  'resolve',
  'escalate',
  'transfer',
  'dispatch',
  'pause',
  'extend',
  'recategorise',
]);

/** 首問負責: whoever handles a case that nobody has accepted, accepts it so. */
function taken(kase: Case, move: Move, by: By): Draft[] {
  const { unit } = currentStage(kase);
  return kase.firstReceiver === null && HANDLES.has(move) && unitOf(by) === unit
    ? [{ by, what: { type: 'accepted', unit } }]
    : [];
}

/** What must end before a case moves on: a pause, and requests that were the holder's own. */
function cleared({ kase, by, now, directory }: Situation): Draft[] {
  const withdrawn = kase.requests
    .filter(({ wish }) => !STAYS_ASKED.has(wish.kind))
    .map(({ wish }): Draft => ({ by, what: { type: 'request-withdrawn', wish: wish.kind } }));
  return kase.paused ? [{ ...resumption(kase, now, directory, 'moved'), by }, ...withdrawn] : withdrawn;
}
