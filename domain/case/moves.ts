import type { Directory } from '../directory/directory.ts';
import type { Level, Post } from '../directory/documents.ts';
import type { Case, Status } from './case.ts';
import { currentStage } from './case.ts';
import type { Command } from './command.ts';

/** How a person stands to a case through their posts. */
export type Relation = 'holder' | 'above' | 'centre';

export interface Rule {
  /** Any of these may. */
  who: readonly Relation[];
  from: readonly Status[];
  /** Levels whose unit must hold the case. */
  held: readonly Level[];
  /** The rule in words, as refusals tell it. */
  rule: string;
}

const ANY: readonly Level[] = ['grid', 'village', 'township', 'district', 'department'];

/**
 * Who may do what from where. A test walks every pair, allowed and forbidden, and holds the table in
 * docs/architecture.md against this one.
 */
export const MOVES: Record<Command['type'], Rule> = {
  accept: {
    who: ['holder'],
    from: ['open', 'checking'],
    held: ANY,
    rule: 'the unit that holds the case takes it on, once a stage',
  },
  resolve: {
    who: ['holder'],
    from: ['open'],
    held: ANY,
    rule: 'the unit that holds the case resolves it with a result',
  },
  escalate: {
    who: ['holder'],
    from: ['open'],
    held: ['grid', 'village', 'township'],
    rule: 'what a level cannot solve goes one level up, with a reason; a level is skipped only in an emergency',
  },
  dispatch: {
    who: ['centre'],
    from: ['open', 'checking'],
    held: ['district'],
    rule: 'only the district centre dispatches to departments, when it holds the case',
  },
  close: {
    who: ['centre'],
    from: ['checking'],
    held: ['district'],
    rule: 'the district centre closes a case after checking the result of the department',
  },
  cancel: {
    who: ['holder', 'above'],
    from: ['open', 'checking'],
    held: ANY,
    rule: 'the holder or a level above cancels, with a reason',
  },
};
export type Move = Command['type'];

/** Posts that work on cases; an administrator keeps the directory only. */
export const working = (posts: readonly Post[]): Post[] => posts.filter((post) => post.role !== 'administrator');

/** The post in which a person makes a move on this case: the first that has a relation the rule asks for. */
export function postFor(rule: Rule, posts: readonly Post[], kase: Case, directory: Directory): Post | undefined {
  const { unit } = currentStage(kase);
  const stands: Record<Relation, (post: Post) => boolean> = {
    holder: (post) => post.unit === unit,
    above: (post) => post.unit !== unit && directory.isWithin(unit, post.unit),
    centre: (post) => post.unit === directory.root.id,
  };
  return working(posts).find((post) => rule.who.some((relation) => stands[relation](post)));
}

/** Whether a person may read a case: a post in, or above, its origin or any unit that ever held it. */
export function mayRead(posts: readonly Post[], kase: Case, directory: Directory): boolean {
  const touched = [kase.origin, ...kase.stages.map((stage) => stage.unit)];
  return working(posts).some((post) => touched.some((unit) => directory.isWithin(unit, post.unit)));
}
