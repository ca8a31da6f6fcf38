import type { Directory } from '../directory/directory.ts';
import type { Level, Post } from '../directory/documents.ts';
import type { Case, Status } from './case.ts';
import { currentStage, openParts } from './case.ts';
import type { Command } from './command.ts';
import { type Actor, RESIDENT, type Resident } from './decision.ts';
import type { By } from './wish.ts';

/** How a person stands to a case through their posts. */
export type Relation = 'holder' | 'above' | 'centre' | 'helping' | 'asked' | 'first-contact' | 'asker' | 'resident';
export type Move = Command['type'];

export interface Rule {
  /** Any of these may. */
  who: readonly Relation[];
  from: readonly Status[];
  /** Levels whose unit must hold the case. */
  held: readonly Level[];
  /** It hands the case on or ends it: a pause ends before it, and what the holder asked for is withdrawn. */
  moves?: true;
  /** The rule in words, as refusals tell it. */
  rule: string;
}

const ANY: readonly Level[] = ['grid', 'village', 'township', 'district', 'department'];
const HANDLED: readonly Status[] = ['open'];
const HELD: readonly Status[] = ['open', 'checking'];
const LIVE: readonly Status[] = ['open', 'checking', 'feedback'];
/** A case that ended without one has no answer to publish. */
const ANSWERED: readonly Status[] = ['feedback', 'closed'];

/**
 * Who may do what from where. A test walks every pair, allowed and forbidden, and holds the table in docs/moves.md
 * against this one.
 */
export const MOVES: Record<Move, Rule> = {
  accept: {
    who: ['holder', 'helping'],
    from: HELD,
    held: ANY,
    rule: 'the unit that holds the case takes it on, once a stage; so does a helping department; whoever handles it first has accepted it',
  },
  resolve: {
    who: ['holder'],
    from: HANDLED,
    held: ANY,
    moves: true,
    rule: 'the unit that holds the case resolves it with a result, once the mandatory parts have ended',
  },
  escalate: {
    who: ['holder'],
    from: HANDLED,
    held: ['grid', 'village', 'township'],
    moves: true,
    rule: 'what a level cannot solve goes one level up, with a reason; a level is skipped only in an emergency; where the centre placed it, it stays',
  },
  assign: {
    who: ['holder'],
    from: HANDLED,
    held: ['village', 'township', 'district'],
    moves: true,
    rule: 'what was reported by an address alone goes down to a grid of the unit that holds it, once; where the centre placed it, it stays',
  },
  return: {
    who: ['holder'],
    from: HANDLED,
    held: ['village', 'township', 'district', 'department'],
    moves: true,
    rule: 'a case goes back to where it came from, with a reason; after two returns the district centre rules, and that binds; a lead waits for the mandatory parts',
  },
  transfer: {
    who: ['holder'],
    from: HANDLED,
    held: ['grid', 'village', 'township', 'department'],
    rule: 'a unit of the same level is asked to take the case; it refuses within two working hours or has taken it',
  },
  dispatch: {
    who: ['centre'],
    from: HELD,
    held: ['district'],
    moves: true,
    rule: 'only the district centre dispatches to departments, when it holds the case',
  },
  contribute: {
    who: ['helping'],
    from: HANDLED,
    held: ['department'],
    rule: 'a helping department ends its own part, with a result',
  },
  release: {
    who: ['centre'],
    from: HANDLED,
    held: ['department'],
    rule: 'the district centre lets a helping department go, with a reason',
  },
  'contest-lead': {
    who: ['holder', 'helping'],
    from: HANDLED,
    held: ['department'],
    rule: 'when departments contest the lead of a joint case, the district centre names it',
  },
  pause: {
    who: ['holder'],
    from: HANDLED,
    held: ANY,
    rule: 'a pause is for a reason from the list, approved one level up, capped in number and length',
  },
  resume: {
    who: ['holder', 'above'],
    from: HANDLED,
    held: ANY,
    rule: 'a paused case goes on before its time when the holder or a level above says so',
  },
  extend: {
    who: ['holder'],
    from: HANDLED,
    held: ANY,
    rule: 'an extension is asked before expiry and approved one level up',
  },
  recategorise: {
    who: ['holder'],
    from: HANDLED,
    held: ANY,
    rule: 'the holder sets the category right; the limits count from the start, and a later deadline needs approval one level up',
  },
  'hand-duty': {
    who: ['first-contact'],
    from: LIVE,
    held: ANY,
    rule: 'the first contact stays answerable until another officer accepts that duty',
  },
  rule: {
    who: ['asked'],
    from: LIVE,
    held: ANY,
    rule: 'the unit that was asked rules; at the centre a leader, and never who asked',
  },
  withdraw: {
    who: ['asker'],
    from: LIVE,
    held: ANY,
    rule: 'the unit that asked withdraws what it asked for',
  },
  press: {
    who: ['above'],
    from: HELD,
    held: ANY,
    rule: 'a level above presses the holder 督辦, on record',
  },
  'mark-emergency': {
    who: ['holder', 'above'],
    from: HELD,
    held: ANY,
    rule: 'the holder or a level above marks a case as an emergency, with a reason',
  },
  link: {
    who: ['holder', 'above', 'first-contact'],
    from: LIVE,
    held: ANY,
    rule: 'cases that belong together are linked, on both',
  },
  merge: {
    who: ['holder', 'above'],
    from: HANDLED,
    held: ANY,
    moves: true,
    rule: 'a case about the same matter as another open one is merged into it; both keep their history; a lead waits for the mandatory parts',
  },
  message: {
    who: ['holder', 'resident'],
    from: LIVE,
    held: ANY,
    rule: 'the unit that holds the case and the residents who reported it write to each other 留言; a resident five times a day of one report, and those of a case forty times in all',
  },
  rate: {
    who: ['resident', 'first-contact', 'holder', 'above'],
    from: ['feedback'],
    held: ANY,
    rule: 'within 15 days the resident says whether the answer will do, or a unit that did not resolve it enters what they said; satisfied closes, and is for a resident with a receipt to say',
  },
  reopen: {
    who: ['resident', 'first-contact', 'holder', 'above'],
    from: ['feedback'],
    held: ANY,
    rule: 'a dissatisfied resident asks within 15 days; one level above who resolved it rules, at the centre a leader who did not resolve it',
  },
  close: {
    who: ['centre'],
    from: ['checking'],
    held: ['district'],
    moves: true,
    rule: 'the district centre closes a case after checking the result of the department',
  },
  cancel: {
    who: ['holder', 'above'],
    from: HELD,
    held: ANY,
    moves: true,
    rule: 'the holder or a level above cancels, with a reason; a lead waits for the mandatory parts',
  },
  publish: {
    who: ['above', 'centre'],
    from: ANSWERED,
    held: ANY,
    rule: 'what a resident was answered is published after a check, without personal data, by the centre or a level above who resolved it; of what the centre resolved, by a leader who did not',
  },
  withhold: {
    who: ['above', 'centre'],
    from: ANSWERED,
    held: ANY,
    rule: 'an answer that is not published has a reason that everybody may read, given by who could have published it',
  },
  continue: {
    who: ['holder', 'above'],
    from: HELD,
    held: ANY,
    rule: 'a case that holds as much as one case can goes on in a linked one, with the same clocks',
  },
};

/** The unit for which somebody acted; undefined for the system. */
export const unitOf = (by: By | undefined): string | undefined => (by && 'unit' in by ? by.unit : undefined);

/** Posts that work on cases; an administrator keeps the directory only. */
export const working = (posts: readonly Post[]): Post[] => posts.filter((post) => post.role !== 'administrator');

/** Whether a person has a post that works on cases in a unit or above it. */
export const oversees = (posts: readonly Post[], unit: string, directory: Directory): boolean =>
  working(posts).some((post) => directory.isWithin(unit, post.unit));

/** The post in which a person makes a move on this case: the first that has a relation the rule asks for. */
export function postFor(rule: Rule, posts: readonly Post[], kase: Case, directory: Directory): Post | undefined {
  const { unit } = currentStage(kase);
  const answerable = unitOf(kase.firstReceiver?.by) ?? kase.origin;
  const stands: Record<Relation, (post: Post) => boolean> = {
    holder: (post) => post.unit === unit,
    above: (post) => post.unit !== unit && directory.isWithin(unit, post.unit),
    centre: (post) => post.unit === directory.root.id,
    helping: (post) => openParts(kase).some((part) => part.unit === post.unit),
    asked: (post) => kase.requests.some(({ to }) => to === post.unit),
    asker: (post) => kase.requests.some(({ by }) => unitOf(by) === post.unit),
    'first-contact': (post) => post.unit === answerable,
    // Not by any post: see `actingAs`.
    resident: () => false,
  };
  return working(posts).find((post) => rule.who.some((relation) => stands[relation](post)));
}

/** As whom somebody makes a move on this case, if the rule lets them: in a post, or as the resident who reported it. */
export function actingAs(rule: Rule, actor: Actor | Resident, kase: Case, directory: Directory): By | undefined {
  if ('resident' in actor) return kase.resident && rule.who.includes('resident') ? RESIDENT : undefined;
  const post = postFor(rule, actor.posts, kase, directory);
  return post && { officer: actor.officer, ...post };
}

/** Whether a person may read a case: a post in, or above, its origin or any unit that ever held, helped or was asked. */
export function mayRead(posts: readonly Post[], kase: Case, directory: Directory): boolean {
  const touched = [
    kase.origin,
    ...kase.stages.flatMap((stage) => [stage.unit, ...stage.parts.map((part) => part.unit)]),
    ...kase.requests.map(({ to }) => to),
    unitOf(kase.firstReceiver?.by) ?? kase.origin,
  ];
  return touched.some((unit) => oversees(posts, unit, directory));
}
