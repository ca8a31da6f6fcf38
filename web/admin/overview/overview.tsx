import { useId, useState } from 'preact/hooks';
import { number, t } from '../../shell/words.ts';
import { base, draft, edits, faults } from '../draft/draft.ts';
import { KINDS } from '../draft/edits.ts';
import { faultText } from '../parts/faults.tsx';
import { saveFile, type Taken, takeFile } from './file.ts';

/** What the directory holds, and how it is changed. */
export const Overview = () => (
  <div class="stack">
    <h1>{t('admin.title')}</h1>
    <p>{t('admin.about')}</p>
    <p class="faint small">
      {base.value?.revision === 0
        ? t('admin.revision.none')
        : t('admin.revision', { revision: base.value?.revision ?? 0 })}
    </p>
    <ul class="kinds">
      {KINDS.map((kind) => (
        <li key={kind}>
          <a class="card" href={`#/${kind}`}>
            <strong>{t(`admin.${kind}`)}</strong>
            <span class="number">{number(draft.value[kind].length)}</span>
            <span class="small faint">{t(`admin.${kind}.what`)}</span>
            {edits.value[kind].size > 0 && (
              <span class="tag edit-changed">{t('admin.changes.count', { count: edits.value[kind].size })}</span>
            )}
            {count(kind) > 0 && <span class="tag urgent">{t('admin.faults.count', { count: count(kind) })}</span>}
          </a>
        </li>
      ))}
    </ul>
    <Files />
  </div>
);

const count = (kind: string): number => (faults.value ?? []).filter((fault) => fault.kind === kind).length;

function Files() {
  const [taken, setTaken] = useState<Taken | undefined>(undefined);
  const id = useId();
  return (
    <section class="sheet stack-tight" aria-labelledby="files">
      <h2 id="files">{t('admin.files')}</h2>
      <p class="small">{t('admin.files.about')}</p>
      <div class="row end">
        <button type="button" onClick={saveFile}>
          {t('admin.files.save')}
        </button>
        <div class="field">
          <label for={id}>{t('admin.files.take')}</label>
          <input
            id={id}
            type="file"
            accept=".json,application/json"
            onChange={async ({ currentTarget: input }) => {
              const [file] = input.files ?? [];
              if (file) setTaken(await takeFile(file));
              input.value = '';
            }}
          />
        </div>
      </div>
      <div role="status">{taken && <Outcome taken={taken} />}</div>
    </section>
  );
}

const MOST_FAULTS = 20;

function Outcome({ taken }: { taken: Taken }) {
  if (taken.ok)
    return (
      <p class="notice good">
        {t('admin.files.taken', { kinds: taken.kinds.map((kind) => t(`admin.${kind}`)).join(', ') })}{' '}
        <a href="#/changes">{t('admin.changes')}</a>
      </p>
    );
  if (taken.why !== 'faults') return <p class="notice bad">{t(`admin.files.${taken.why}`)}</p>;
  return (
    <div class="notice bad">
      <p>{t('admin.files.faults', { count: taken.faults.length })}</p>
      <ul class="small">
        {taken.faults.slice(0, MOST_FAULTS).map((fault) => (
          <li key={`${fault.kind} ${fault.row} ${fault.path} ${fault.message}`}>
            <span class="mono">
              {fault.kind} {fault.row} {fault.id} {fault.path}
            </span>{' '}
            {faultText(fault)}
          </li>
        ))}
      </ul>
    </div>
  );
}
