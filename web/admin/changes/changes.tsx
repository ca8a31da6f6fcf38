import { useRef } from 'preact/hooks';
import { ProblemNotice } from '../../parts/problem.tsx';
import { leaveForLogin } from '../../shell/login.ts';
import { t } from '../../shell/words.ts';
import { base, faults, lines, revertAll } from '../draft/draft.ts';
import { ChangeList } from './change-list.tsx';
import { Collisions } from './collisions.tsx';
import { FaultList } from './fault-list.tsx';
import { OpenCasesTold } from './open-cases.tsx';
import { apply, ask, isFresh, outcome, preview } from './preview.ts';

/** What is not applied: each change, what is wrong with them, what they would do, and the way to apply them. */
export function Changes() {
  const count = lines.value.length;
  return (
    <div class="stack">
      <h1>{t('admin.changes')}</h1>
      <Told />
      <Collisions />
      <FaultList />
      {count === 0 ? <p class="faint">{t('admin.changes.none')}</p> : <Steps />}
      {count > 0 && <Previewed />}
      {count > 0 && (
        <section class="stack-tight" aria-labelledby="edits">
          <h2 id="edits">{t('admin.changes.count', { count })}</h2>
          <ChangeList />
          <RevertAll count={count} />
        </section>
      )}
    </div>
  );
}

/** What became of the last question. */
function Told() {
  const { value } = outcome;
  return (
    <div role="status">
      {value?.state === 'asking' && <p>{t('admin.asking')}</p>}
      {value?.state === 'applied' && (
        <p class="notice good">{t('admin.applied', { count: value.count, revision: value.revision })}</p>
      )}
      {value?.state === 'overtaken' && (
        <p class="notice">{t('admin.overtaken', { revision: base.value?.revision ?? 0, count: value.collided })}</p>
      )}
      {value?.state === 'refused' && value.problem.code !== 'directory-refused' && (
        <div class="stack-tight">
          <ProblemNotice problem={value.problem} />
          {value.problem.status === 401 && (
            <div>
              <button type="button" onClick={() => leaveForLogin()}>
                {t('login.go')}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Steps() {
  const isAsking = outcome.value?.state === 'asking';
  const wrong = (faults.value ?? []).length;
  const fresh = isFresh(preview.value);
  return (
    <div class="stack-tight">
      <div class="row">
        <button type="button" class={fresh ? '' : 'main'} disabled={isAsking || wrong > 0} onClick={ask}>
          {t('admin.preview')}
        </button>
        <Apply disabled={isAsking || wrong > 0 || !fresh} />
      </div>
      <p class="faint small">
        {t(wrong > 0 ? 'admin.preview.faults' : fresh ? 'admin.preview.fresh' : 'admin.preview.why')}
      </p>
    </div>
  );
}

function Apply({ disabled }: { disabled: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { changes = [], openCases } = preview.value ?? {};
  return (
    <>
      <button
        type="button"
        class={disabled ? '' : 'main'}
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {t('admin.apply')}
      </button>
      <dialog ref={dialog} aria-labelledby="apply-title">
        <div class="stack">
          <h2 id="apply-title">{t('admin.apply.sure', { count: changes.length })}</h2>
          <p>{t('admin.apply.about', { revision: base.value?.revision ?? 0 })}</p>
          {openCases && <p>{t('admin.open.moving', { count: openCases.movingInAll })}</p>}
          <div class="row">
            <button
              type="button"
              class="main"
              onClick={() => {
                dialog.current?.close();
                void apply();
              }}
            >
              {t('admin.apply.do', { count: changes.length })}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {t('page.cancel')}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}

function Previewed() {
  const { value } = preview;
  if (!isFresh(value)) return null;
  const counts = (what: 'added' | 'changed' | 'removed') =>
    value.changes.filter((change) => change.what === what).length;
  return (
    <section class="sheet stack-tight" aria-labelledby="previewed">
      <h2 id="previewed">{t('admin.previewed')}</h2>
      <p>
        {t('admin.previewed.counts', {
          count: value.changes.length,
          added: counts('added'),
          changed: counts('changed'),
          removed: counts('removed'),
        })}
      </p>
      <OpenCasesTold openCases={value.openCases} />
    </section>
  );
}

function RevertAll({ count }: { count: number }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div>
      <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
        {t('admin.revertAll')}
      </button>
      <dialog ref={dialog} aria-labelledby="revert-title">
        <div class="stack">
          <h2 id="revert-title">{t('admin.revertAll.sure', { count })}</h2>
          <div class="row">
            <button
              type="button"
              class="danger"
              onClick={() => {
                dialog.current?.close();
                revertAll();
              }}
            >
              {t('admin.revertAll')}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {t('page.cancel')}
            </button>
          </div>
        </div>
      </dialog>
    </div>
  );
}
