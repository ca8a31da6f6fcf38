import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { startClock } from '../time/clock.ts';
import type { Content, OpenCase } from './command.ts';
import type { Actor, Decision, Draft } from './decision.ts';
import { feedbackOf, holdingOf } from './holding.ts';
import { refuse } from './refusal.ts';
import type { By } from './wish.ts';

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
      ...(command.resident && { resident: true }),
      ...(command.reopens && { link: { case: command.reopens, how: 'reopens' } }),
    },
  };
  if (command.record) {
    return [
      opened,
      { by, what: { type: 'accepted', unit: grid.id } },
      {
        by,
        content: { words: command.record.result },
        what: {
          type: 'resolved',
          unit: grid.id,
          ...(command.resident && { feedback: feedbackOf(grid, now, directory) }),
        },
      },
    ];
  }
  return post.unit === grid.id ? [opened, { by, what: { type: 'accepted', unit: grid.id } }] : [opened];
}
