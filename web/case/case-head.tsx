import type { ComponentChildren } from 'preact';
import { groundOf } from '../../domain/case/placing.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { LightMark } from '../parts/light.tsx';
import { instant } from '../shell/clock.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';
import { CaseNumber, CopyNumber } from './case-number.tsx';
import { stageOf } from './form-options.ts';
import { caseLightAt } from './lights.ts';
import { nameIn, reporterText, whoText } from './who.ts';

/** What a case is, in whose hands, and who answers for it. */
export function CaseHead({ view }: { view: CaseView }) {
  const stage = stageOf(view);
  const { light, settled } = caseLightAt(view, instant.value);
  return (
    <header class="case-head stack-tight">
      <div class="row">
        <h1>{categoryName(view.category)}</h1>
        {view.emergency && <span class="tag urgent">{t('case.emergency')}</span>}
        {view.resident && <span class="tag">{t('case.resident')}</span>}
        {view.toPlace && <span class="tag urgent">{t('case.toPlace')}</span>}
        {view.rating && <span class="tag">{t(view.rating.satisfied ? 'case.rated.yes' : 'case.rated.no')}</span>}
      </div>
      <div class="row">
        <LightMark light={light} settled={settled} />
        <span class="tag">{t(`status.${view.status}`)}</span>
        {view.presses > 0 && <span class="tag">{t('case.presses', { count: view.presses })}</span>}
        {stage?.bound && view.holder && <span class="tag">{t('case.bound')}</span>}
        <span class="row number-and-copy">
          <CaseNumber id={view.id} />
          <CopyNumber id={view.id} />
        </span>
      </div>
      {view.paused && (
        <p class="notice">
          {t('case.paused', {
            until: moment(view.paused.until),
            reason: t(`pauseReason.${view.paused.reason}`),
          })}
        </p>
      )}
      <dl class="facts">
        {view.holder && stage && (
          <Fact name={t('case.holder')}>
            {unitName(view.holder)}{' '}
            <span class="faint">
              {stage.acceptedBy
                ? t('case.acceptedBy', { who: nameIn(stage.acceptedBy, view.people) })
                : t('case.notAccepted')}
            </span>
          </Fact>
        )}
        <Fact name={t('case.firstContact')}>
          {view.firstReceiver ? (
            whoText(view.firstReceiver.by, view.people)
          ) : (
            <span class="faint">{t('case.firstContact.none')}</span>
          )}
        </Fact>
        <Fact name={t('case.origin')}>
          {view.toPlace ? t('case.toPlace.in', { unit: unitName(view.origin) }) : unitName(groundOf(view))}
        </Fact>
        <Fact name={t('case.reporter')}>{reporterText(view)}</Fact>
        <Fact name={t('case.openedAt')}>{moment(view.openedAt)}</Fact>
        {view.capturedAt && <Fact name={t('case.capturedAt')}>{moment(view.capturedAt)}</Fact>}
        {view.endedAt && <Fact name={t('case.endedAt')}>{moment(view.endedAt)}</Fact>}
        {view.answer && <Fact name={t('case.answer')}>{checkText(view.answer)}</Fact>}
      </dl>
    </header>
  );
}

/** What was decided about the public, or since when that is awaited. */
function checkText({ at, check }: NonNullable<CaseView['answer']>): string {
  if (!check) return t('case.answer.waits', { since: moment(at) });
  return check.outcome === 'published'
    ? t('case.answer.published', { at: moment(check.at) })
    : t('case.answer.withheld', { reason: t(`withholdReason.${check.reason}`) });
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
