import { t } from '../../shell/words.ts';
import { rowOf } from '../draft/draft.ts';
import { AddUnit } from './add-unit.tsx';
import { UnitTree } from './tree.tsx';
import { UnitPage } from './unit-page.tsx';

/** The tree of units, and beside it the one that is chosen; on a small screen one of the two. */
export function Units({ id }: { id: string | undefined }) {
  const unit = id === undefined ? undefined : rowOf('units', id);
  return (
    <div class={id === undefined ? 'stack' : 'beside'}>
      <div class="stack">
        {id === undefined && <h1>{t('admin.units')}</h1>}
        {id === undefined && <p class="faint">{t('admin.units.about')}</p>}
        {id === undefined && <AddUnit />}
        <UnitTree current={id} />
      </div>
      {id !== undefined && (unit ? <UnitPage unit={unit} /> : <Missing />)}
    </div>
  );
}

const Missing = () => (
  <div>
    <h1>{t('admin.units')}</h1>
    <p>{t('page.notThere')}</p>
  </div>
);
