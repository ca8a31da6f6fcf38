import type { By } from '../../domain/case/wish.ts';
import { unitName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';

/** The names of officers by their ids, as a case tells them. */
export type People = Readonly<Record<string, string>>;

/** Who did something; an officer whom the directory no longer has is told by their id. */
export function whoText(by: By, people: People): string {
  if ('resident' in by) return t('who.resident');
  if ('system' in by) return t(`who.${by.system}`);
  return t('who.someone', {
    name: people[by.officer] ?? by.officer,
    unit: unitName(by.unit),
    role: t(`role.${by.role}`),
  });
}

/** The name alone, where the unit stands beside it. */
export const nameIn = (by: By, people: People): string =>
  'officer' in by ? (people[by.officer] ?? by.officer) : whoText(by, people);
