import type { Unit } from '../../domain/directory/documents.ts';
import { nameOf, t } from '../shell/words.ts';

interface Props {
  path: readonly Unit[];
  /** Where a unit above leads to; undefined if the reader does not see that far. */
  hrefOf: (unit: string) => string | undefined;
}

/** The way from the top down to where the page is. */
export const Crumbs = ({ path, hrefOf }: Props) => (
  <nav aria-label={t('wall.crumbs')} class="crumbs">
    <ol>
      {path.map((unit, index) => (
        <li key={unit.id}>
          {index === path.length - 1 ? (
            <span aria-current="page">{nameOf(unit)}</span>
          ) : (
            <a href={hrefOf(unit.id)}>{nameOf(unit)}</a>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
