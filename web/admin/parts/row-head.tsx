import { useEffect, useRef } from 'preact/hooks';
import type { Kind } from '../../../domain/directory/documents.ts';
import { route } from '../../shell/route.ts';
import { t } from '../../shell/words.ts';
import { edits, revert } from '../draft/draft.ts';
import { faultsOfRow, faultText } from './faults.tsx';

/** How a row of the working copy stands to the one in force. */
export function standing(kind: Kind, id: string): 'added' | 'changed' | 'removed' | undefined {
  const edit = edits.value[kind].get(id);
  if (!edit) return undefined;
  if (edit.was === undefined) return 'added';
  return edit.is === undefined ? 'removed' : 'changed';
}

/** A word, with a sign before it, for a row that is not as in force, or has faults. */
export function RowMarks({ kind, id }: { kind: Kind; id: string }) {
  const what = standing(kind, id);
  const count = faultsOfRow(kind, id).length;
  return (
    <>
      {what && <span class={`tag edit-${what}`}>{t(`admin.what.${what}`)}</span>}
      {count > 0 && <span class="tag urgent">{t('admin.faults.count', { count })}</span>}
    </>
  );
}

interface Props {
  kind: Kind;
  id: string;
  name: string;
  back: string;
  backTo: string;
}

/** The head of the page of one row: its name, how it stands, and the way back to what is in force. */
export function RowHead({ kind, id, name, back, backTo }: Props) {
  const what = standing(kind, id);
  const whole = faultsOfRow(kind, id).filter(({ path }) => path === '' || path === 'id');
  return (
    <header class="row-head">
      <FaultFinder />
      <a class="small" href={backTo}>
        ← {back}
      </a>
      <div class="row spread">
        <h1>
          {name || t('admin.unnamed')} <span class="mono faint">{id}</span>
        </h1>
        <span class="row">
          <RowMarks kind={kind} id={id} />
          {what && (
            <button type="button" class="plain compact" onClick={() => revert(kind, id)}>
              {t(
                what === 'added' ? 'admin.revert.added' : what === 'removed' ? 'admin.revert.removed' : 'admin.revert',
              )}
            </button>
          )}
        </span>
      </div>
      {whole.map((fault) => (
        <p key={fault.message} class="error">
          {faultText(fault)}
        </p>
      ))}
    </header>
  );
}

/** Whoever comes from the list of faults is led to the first field that has one. */
function FaultFinder() {
  const wanted = route.value.query.get('field');
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (wanted === null) return;
    const page = place.current?.closest('main');
    const found = page?.querySelector<HTMLElement>('[aria-invalid="true"], .error');
    found?.scrollIntoView({ block: 'center' });
    found?.focus();
  }, [wanted]);
  return <span ref={place} />;
}
