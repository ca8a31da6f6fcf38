import { useSignal } from '@preact/signals';
import type { Answers as Answered } from '../../functions/shell/list-messages.ts';
import { CaseNumber } from '../case/case-number.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { instant } from '../shell/clock.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { language, moment, t } from '../shell/words.ts';
import { useRead } from './reviews/use-read.ts';
import { ownUnits } from './unit-choice.tsx';

const DAY = 86_400_000;

/** Answers that wait for the check of what is published, at each unit in which the reader works: those that waited longest first. */
export function Answers() {
  return (
    <div class="stack">
      <h1>{t('console.answers')}</h1>
      <p class="small faint">{t('console.answers.about')}</p>
      {ownUnits().map((unit) => (
        <AtUnit key={unit} unit={unit} />
      ))}
    </div>
  );
}

function AtUnit({ unit }: { unit: string }) {
  const cursors = useSignal<readonly (string | null)[]>([null]);
  return (
    <section class="stack" aria-label={unitName(unit)}>
      <h2>{unitName(unit)}</h2>
      {cursors.value.map((cursor, index) => (
        <AnswersPage
          key={cursor}
          unit={unit}
          cursor={cursor}
          onMore={
            index + 1 < cursors.value.length
              ? undefined
              : (next) => {
                  cursors.value = [...cursors.value, next];
                }
          }
        />
      ))}
    </section>
  );
}

interface PageProps {
  unit: string;
  cursor: string | null;
  onMore: ((next: string) => void) | undefined;
}

function AnswersPage({ unit, cursor, onMore }: PageProps) {
  const query = new URLSearchParams({ unit, ...(cursor !== null && { cursor }) });
  const { value, problem } = useRead<Answered>(`/answers?${query}`);
  if (problem) return <ProblemNotice problem={problem} />;
  if (!value) return <p role="status">{t('page.loading')}</p>;
  const { answers, next } = value;
  if (answers.length === 0 && next === null && cursor === null) return <p>{t('console.answers.empty')}</p>;
  return (
    <>
      <ul class="stack-tight">
        {answers.map((own) => (
          <li key={own.id} class="sheet row spread answer-row">
            <a href={`#/cases/${own.id}`}>
              <CaseNumber id={own.id} />
            </a>
            <span>{categoryName(own.category)}</span>
            <span>{unitName(own.answeredBy)}</span>
            <span class="small">
              {t('console.answers.since', { at: moment(own.since), days: daysSince(own.since) })}
            </span>
          </li>
        ))}
      </ul>
      {next !== null && onMore && (
        <div>
          <button type="button" onClick={() => onMore(next)}>
            {t('page.more')}
          </button>
        </div>
      )}
    </>
  );
}

const daysSince = (at: string): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(
    Math.max(0, Math.floor((Date.parse(instant.value) - Date.parse(at)) / DAY)),
  );
