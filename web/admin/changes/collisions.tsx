import { batch } from '@preact/signals';
import type { Kind } from '../../../domain/directory/documents.ts';
import { t } from '../../shell/words.ts';
import { base, collisions, revert, rowOf, setRow, settle } from '../draft/draft.ts';
import { findRow } from '../draft/edits.ts';
import type { Collision } from '../draft/rebase.ts';
import { detailsOf } from './details.ts';
import { rowName } from './line-words.ts';

/** What somebody else changed otherwise in the meantime. The working copy stands until theirs is taken. */
export function Collisions() {
  if (collisions.value.length === 0) return null;
  return (
    <section class="notice bad stack-tight" aria-labelledby="collisions">
      <h2 id="collisions">{t('admin.collisions', { count: collisions.value.length })}</h2>
      <p>{t('admin.collisions.about')}</p>
      <ul class="changes">
        {collisions.value.map((one) => (
          <Line key={`${one.kind} ${one.id} ${one.field}`} collision={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ collision }: { collision: Collision }) {
  const { kind, id, field, mine, theirs } = collision;
  const [told] = field === '' ? [whole(mine, theirs)] : detailsOf(field, mine, theirs);
  return (
    <li>
      <div class="grow">
        <a href={`#/${kind}/${id}`}>{rowName(kind, id, rowOf(kind, id))}</a> {told?.path}
        <p class="small">
          {t('admin.collision.mine', { value: told?.was })} · {t('admin.collision.theirs', { value: told?.is })}
        </p>
      </div>
      <button type="button" class="compact" onClick={() => settle(collision)}>
        {t('admin.collision.keep')}
      </button>
      <button type="button" class="compact" onClick={() => takeTheirs(kind, collision)}>
        {t('admin.collision.take')}
      </button>
    </li>
  );
}

/** Of a row that one of the two has taken out. */
function whole(mine: unknown, theirs: unknown) {
  const word = (row: unknown) => t(row === undefined ? 'admin.collision.gone' : 'admin.collision.there');
  return { path: '', was: word(mine), is: word(theirs) };
}

function takeTheirs<K extends Kind>(kind: K, collision: Collision): void {
  const { id, field } = collision;
  const [mine, theirs] = [rowOf(kind, id), base.value && findRow(base.value.documents, kind, id)];
  if (field === '' || !mine || !theirs) {
    revert(kind, id);
    return;
  }
  const row = { ...mine };
  Reflect.set(row, field, Reflect.get(theirs, field));
  batch(() => {
    setRow(kind, id, row);
    settle(collision);
  });
}
