import { lineOf, places, unitName } from '../shell/directory.ts';
import { meNow, workingPosts } from '../shell/session.ts';
import { t } from '../shell/words.ts';
import { Attention } from './attention.tsx';
import { showBig } from './big.ts';
import { Crumbs } from './crumbs.tsx';
import { Departments } from './departments.tsx';
import { Legend } from './legend.tsx';
import { LightMap } from './map.tsx';
import { reaches } from './reach.ts';
import { shownOf } from './shown.ts';
import { trouble, wall } from './state.ts';
import { Status } from './status.tsx';
import { LightTable } from './table.tsx';
import { Totals } from './totals.tsx';

const hrefOf = (unit: string): string => `#/${unit}`;

/** The lights of a unit and all below it: totals, map, departments, table, and what needs attention. */
export function UnitPage({ unit }: { unit: string }) {
  const shown = wall.value && shownOf(wall.value, unit);
  const posts = workingPosts(meNow());
  const isKnown = places.value.units.has(unit);
  return (
    <div class="unit-page">
      <div class="head">
        <Crumbs path={lineOf(unit)} hrefOf={(above) => (reaches(posts, above) ? hrefOf(above) : undefined)} />
        <h1>{unitName(unit)}</h1>
        <Status />
        {shown && <Totals counts={shown.self.all} />}
        <div class="row actions">
          <a class="button" href={`/console/#/?unit=${unit}`}>
            {t('wall.cases')}
          </a>
          <button type="button" onClick={showBig}>
            {t('wall.big')}
          </button>
          <button type="button" onClick={() => print()}>
            {t('wall.print')}
          </button>
        </div>
      </div>
      {shown && isKnown && <Shown unit={unit} shown={shown} />}
      {!shown && !trouble.value && <p role="status">{t('page.loading')}</p>}
    </div>
  );
}

function Shown({
  unit,
  shown: { self, next, below, attention },
}: {
  unit: string;
  shown: NonNullable<ReturnType<typeof shownOf>>;
}) {
  const departments = next.filter(({ level }) => level === 'department');
  const hasBelow = next.length > 0;
  const hasGround = self.level !== 'department';
  return (
    <div class="columns">
      {hasGround && (
        <section class="ground-column" aria-label={t('wall.map')}>
          <LightMap unit={unit} rows={[self, ...below]} hrefOf={hrefOf} mostHeight={640} letters={13} />
          <Legend rows={[self, ...below]} />
          {departments.length > 0 && <Departments rows={departments} hrefOf={hrefOf} />}
        </section>
      )}
      <Attention rows={attention} most={8} />
      {hasBelow && <LightTable self={self} rows={next} hrefOf={hrefOf} />}
    </div>
  );
}
