import type { By } from '../../domain/case/wish.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
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

/** Who is credited with a case, and who filed it for them; told by its opening, as cases kept on a device may be older. */
export function reporterText({ history: [opening], people }: Pick<CaseView, 'history' | 'people'>): string {
  if (opening?.what.type !== 'opened') return '';
  const { reporter, continues } = opening.what;
  if (!reporter) return whoText(opening.by, people);
  return continues
    ? whoText(reporter, people)
    : t('case.reporter.filed', { reporter: whoText(reporter, people), filer: whoText(opening.by, people) });
}
