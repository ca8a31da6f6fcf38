import type { Directory } from '../directory/directory.ts';
import type { Level, Post, Unit } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import { startClock } from '../time/clock.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import type { Command, CommandOf, Content, OpenCase } from './command.ts';
import type { By, Holding, What } from './event.ts';
import { MOVES, postFor } from './moves.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';

/** Who asks: an officer of the directory with their posts. */
export interface Actor {
  officer: string;
  posts: readonly Post[];
}

/** An event decided and not yet on record. */
export interface Draft {
  by: By;
  what: What;
  content?: Content;
  command?: string;
}

export type Decision = Draft[] | Refusal;

/** Takes a matter in at a grid, or records one already handled there. */
export function decideOpen(command: OpenCase, actor: Actor, now: Instant, directory: Directory): Decision {
  const grid = directory.findUnit(command.grid);
  if (grid?.level !== 'grid' || grid.retired) {
    return refuse('unknown-grid', `${command.grid} is not a grid in service; see GET /units`);
  }
  const category = directory.findCategory(command.category);
  if (!category || category.retired) {
    return refuse('unknown-category', `${command.category} is not a category in use; see GET /categories`);
  }
  if (command.capturedAt !== undefined && command.capturedAt > now) {
    return refuse(
      'captured-later',
      `capturedAt ${command.capturedAt} is later than now, ${now}; check the clock of the device`,
    );
  }
  const post =
    actor.posts.find((own) => own.role !== 'administrator' && own.unit === grid.id) ??
    actor.posts.find((own) => own.role !== 'administrator' && directory.isWithin(grid.id, own.unit));
  if (!post)
    return refuse(
      'not-yours',
      `you have no post in ${grid.id} or above it; ask its officer or station to take this in`,
    );

  const by: By = { officer: actor.officer, ...post };
  const calendar = directory.calendar(grid.id);
  const content: Content = { words: command.words, ...(command.place && { place: command.place }) };
  const opened: Draft = {
    by,
    content,
    what: {
      type: 'opened',
      id: command.id,
      category: category.id,
      origin: grid.id,
      emergency: command.emergency ?? false,
      ...(command.capturedAt && { capturedAt: command.capturedAt }),
      clock: startClock(now, category.limits.case, calendar, directory.revision, category.warning),
      holding: holdingOf(grid, command.category, now, directory),
    },
  };
  if (command.record) {
    return [
      opened,
      { by, what: { type: 'accepted', unit: grid.id } },
      { by, content: { words: command.record.result }, what: { type: 'resolved', unit: grid.id } },
    ];
  }
  return post.unit === grid.id ? [opened, { by, what: { type: 'accepted', unit: grid.id } }] : [opened];
}

/** What a person's command does to a case: events, or why not. An ended case first (422), then the
 * relation (403), then state and rule (422). */
export function decide(kase: Case, command: Command, actor: Actor, now: Instant, directory: Directory): Decision {
  const rule = MOVES[command.type];
  const stage = currentStage(kase);
  const post = postFor(rule, actor.posts, kase, directory);
  if (!isOpen(kase)) return refuse('not-open', `the case is ${kase.status}; nothing more is done with it`, rule.rule);
  if (!post) {
    return refuse(
      'not-yours',
      `${command.type} of a case held by ${stage.unit} is not for your posts: ${rule.rule}`,
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
  const by: By = { officer: actor.officer, ...post };
  const decision = move(kase, command, by, now, directory);
  if (!Array.isArray(decision)) return decision;
  return decision.map((draft) => (command.id === undefined ? draft : { ...draft, command: command.id }));
}

function move(kase: Case, command: Command, by: By, now: Instant, directory: Directory): Decision {
  const stage = currentStage(kase);
  switch (command.type) {
    case 'accept':
      return stage.acceptedBy
        ? refuse('already-accepted', `this stage was already accepted; nothing is to be done`, MOVES.accept.rule)
        : [{ by, what: { type: 'accepted', unit: stage.unit } }];
    case 'resolve': {
      const check =
        stage.level === 'department' ? { check: holdingOf(directory.root, kase.category, now, directory) } : {};
      return [{ by, content: { words: command.result }, what: { type: 'resolved', unit: stage.unit, ...check } }];
    }
    case 'escalate':
      return escalate(kase, command, by, now, directory);
    case 'dispatch':
      return dispatch(kase, command, by, now, directory);
    case 'close':
      return [{ by, what: { type: 'closed' }, ...(command.note && { content: { words: command.note } }) }];
    case 'cancel':
      return [{ by, content: { words: command.note }, what: { type: 'cancelled', reason: command.reason } }];
    default:
      return command satisfies never;
  }
}

function escalate(kase: Case, command: CommandOf<'escalate'>, by: By, now: Instant, directory: Directory): Decision {
  const { unit } = currentStage(kase);
  const above = directory.ladder(unit);
  const steps = command.to === undefined ? 1 : above.findIndex((step) => step.level === command.to) + 1;
  const target = above[steps - 1];
  if (!target)
    return refuse(
      'not-upwards',
      `${command.to} is not above ${unit}; leave "to" out for the next level`,
      MOVES.escalate.rule,
    );
  const skipped = above.slice(0, steps - 1).map((step) => step.id);
  const emergency = command.emergency ?? false;
  if (skipped.length > 0 && !emergency) {
    return refuse(
      'level-skipped',
      `going to ${target.id} skips ${skipped.join(', ')}; go up one level, or set "emergency": true if it is one`,
      MOVES.escalate.rule,
    );
  }
  const holding = holdingOf(target, kase.category, now, directory);
  return [
    {
      by,
      content: { words: command.reason },
      what: { type: 'escalated', holding, automatic: false, emergency, skipped },
    },
  ];
}

function dispatch(kase: Case, command: CommandOf<'dispatch'>, by: By, now: Instant, directory: Directory): Decision {
  const department = directory.findUnit(command.department);
  if (department?.level !== 'department' || department.retired) {
    return refuse(
      'not-a-department',
      `${command.department} is not a department in service; see GET /units`,
      MOVES.dispatch.rule,
    );
  }
  const holding = holdingOf(department, kase.category, now, directory);
  return [{ by, content: { words: command.instruction }, what: { type: 'dispatched', holding } }];
}

/** A unit taking the case at `now`, with the stage clock of its level. */
export function holdingOf(unit: Unit, categoryId: string, now: Instant, directory: Directory): Holding {
  const { limits, warning } = directory.category(categoryId);
  const level: Level = unit.level;
  const clock = startClock(now, limits[level], directory.calendar(unit.id), directory.revision, warning);
  return { unit: unit.id, level, clock };
}
