import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import { addressOf, placesOf } from './open311-request.ts';
import { lightOfFace, type PublicAnswer } from './public-face.ts';
import type { Public } from './public-index.ts';
import type { PublicCase } from './public-messages.ts';

/** What everybody reads of a matter, with the answer that stands for it. */
export function publicCase(
  { id, face }: Public,
  answer: PublicAnswer | null,
  directory: Directory,
  now: Instant,
): PublicCase {
  const { origin, status, openedAt, dueAt, endedAt, at, updates } = face;
  const { level, ...unit } = directory.unit(face.unit);
  return {
    id,
    category: { id: face.category, ...namesOf(directory.category(face.category)) },
    unit: { id: unit.id, ...namesOf(unit), level },
    origin: { id: origin, name: addressOf(origin, directory), ...addressEnOf(origin, directory) },
    status,
    ...lightOfFace(face, now),
    openedAt,
    dueAt,
    endedAt,
    at,
    updates,
    answer,
  };
}

const namesOf = ({ name, nameEn }: { name: string; nameEn?: string | undefined }) => ({
  name,
  ...(nameEn !== undefined && { nameEn }),
});

/** The same in English, if any unit of it has an English name. */
function addressEnOf(grid: string, directory: Directory): { nameEn?: string } {
  const units = placesOf(grid, directory);
  if (units.every(({ nameEn }) => nameEn === undefined)) return {};
  return { nameEn: units.map(({ name, nameEn }) => nameEn ?? name).join(', ') };
}

/** The same as one row, for tables and maps. */
export function flatCase({ id, category, unit, origin, answer, ...rest }: PublicCase) {
  const { status, light, settled, openedAt, dueAt, endedAt } = rest;
  const check = answer?.check;
  return {
    id,
    category: category.id,
    category_name: category.name,
    unit: unit.id,
    unit_name: unit.name,
    level: unit.level,
    origin: origin.id,
    origin_name: origin.name,
    status,
    light,
    settled,
    opened_at: openedAt,
    due_at: dueAt,
    answered_at: answer?.at ?? null,
    ended_at: endedAt,
    answer: answer && (check?.outcome ?? 'checking'),
    checked_at: check?.at ?? null,
    answer_words: check?.outcome === 'published' ? check.words : null,
    withheld_reason: check?.outcome === 'withheld' ? check.reason : null,
    withheld_note: check?.outcome === 'withheld' ? check.note : null,
  };
}
