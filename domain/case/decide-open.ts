import type { Directory } from '../directory/directory.ts';
import type { Category, Unit } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import { startClock } from '../time/clock.ts';
import { type OpenCase, withPhotos } from './command.ts';
import type { Actor, Decision, Draft } from './decision.ts';
import { feedbackOf, holdingOf } from './holding.ts';
import { unitOf } from './moves.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { reporterOf } from './reporter.ts';
import type { By } from './wish.ts';

const SEE = 'GET /units and GET /categories';

/**
 * Takes a matter in at a grid, or records one already handled there. What is filed for an officer of the grid counts as
 * theirs: they have accepted it, and handled it if it was handled; who filed it is on record as that.
 */
export function decideOpen(command: OpenCase, actor: Actor, now: Instant, directory: Directory): Decision {
  const grid = gridOf(command.grid, directory, SEE);
  if (isRefusal(grid)) return grid;
  const category = categoryOf(command.category, directory, SEE);
  if (isRefusal(category)) return category;
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
  const reporter = reporterOf(command.reporter ?? actor.officer, by, grid.id, directory);
  if (isRefusal(reporter)) return reporter;
  const opened = openedBy(by, command, { unit: grid, category }, now, directory, reporter);
  const accepted: Draft = { by: reporter, what: { type: 'accepted', unit: grid.id } };
  if (command.record) {
    return [
      opened,
      accepted,
      {
        by: reporter,
        content: withPhotos({ words: command.record.result }, command.record.photos),
        what: {
          type: 'resolved',
          unit: grid.id,
          ...(command.resident && { feedback: feedbackOf(grid, now, directory) }),
        },
      },
    ];
  }
  return unitOf(reporter) === grid.id ? [opened, accepted] : [opened];
}

/** A grid in service; a refusal that says where to `see` what there is. */
export function gridOf(id: string, directory: Directory, see: string): Unit | Refusal {
  const grid = directory.findUnit(id);
  return grid?.level === 'grid' && !grid.retired
    ? grid
    : refuse('unknown-grid', `${id} is not a grid in service; see ${see}`);
}

/** The same of a category in use. */
export function categoryOf(id: string, directory: Directory, see: string): Category | Refusal {
  const category = directory.findCategory(id);
  return category && !category.retired
    ? category
    : refuse('unknown-category', `${id} is not a category in use; see ${see}`);
}

/** Where a matter is taken in, and as what. */
interface Intake {
  unit: Unit;
  category: Category;
}

export function openedBy(
  by: By,
  command: Omit<OpenCase, 'grid' | 'category'>,
  { unit, category }: Intake,
  now: Instant,
  directory: Directory,
  reporter: By = by,
): Draft {
  const content = { words: command.words, ...(command.place && { place: command.place }) };
  const calendar = directory.calendar(unit.id);
  return {
    by,
    content: withPhotos(content, command.photos),
    what: {
      type: 'opened',
      id: command.id,
      category: category.id,
      origin: unit.id,
      emergency: command.emergency ?? false,
      ...(command.capturedAt && { capturedAt: command.capturedAt }),
      clock: startClock(now, category.limits.case, calendar, directory.revision, category.warning),
      holding: holdingOf(unit, category.id, now, directory),
      ...(reporter !== by && { reporter }),
      ...(command.resident && { resident: true }),
      ...(command.reopens && { link: { case: command.reopens, how: 'reopens' } }),
    },
  };
}
