import { useSignal } from '@preact/signals';
import type { Moderation as Answered, Ruling } from '../../functions/shell/moderation-messages.ts';
import { WordsField } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { type Problem, post } from '../shell/api.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { maybe, moment, t } from '../shell/words.ts';
import { useRead } from './reviews/use-read.ts';

type Row = Answered['rows'][number];

/** The reports that look like abuse, for the clerks of the centre. */
export function Moderation() {
  const cursors = useSignal<readonly (string | null)[]>([null]);
  return (
    <div class="stack">
      <h1>{t('console.moderation')}</h1>
      <p>{t('console.moderation.why')}</p>
      {cursors.value.map((cursor, index) => (
        <Page
          key={cursor}
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
    </div>
  );
}

function Page({ cursor, onMore }: { cursor: string | null; onMore: ((next: string) => void) | undefined }) {
  const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
  const { value, problem } = useRead<Answered>(`/moderation${query}`);
  if (problem?.status === 403) return <p class="notice">{t('console.reviews.forCentre')}</p>;
  if (problem) return <ProblemNotice problem={problem} />;
  if (!value) return <p role="status">{t('page.loading')}</p>;
  const { rows, next } = value;
  if (rows.length === 0 && cursor === null) return <p>{t('console.moderation.none')}</p>;
  return (
    <>
      <ul class="stack">
        {rows.map((row) => (
          <Waiting key={row.id} row={row} />
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

/** One report, why it waits, and what a clerk can do with it. Once ruled on it is gone. */
function Waiting({ row }: { row: Row }) {
  const reason = useSignal('');
  const problem = useSignal<Problem | undefined>(undefined);
  const ruled = useSignal(false);
  const rule = async (decision: Ruling['decision']): Promise<void> => {
    const answer = await post(`/moderation/${row.id}`, { decision, reason: reason.value.trim() });
    problem.value = answer.ok ? undefined : answer.problem;
    ruled.value = answer.ok;
  };
  if (ruled.value) return null;
  return (
    <li class="sheet stack">
      <h2>{categoryName(row.category)}</h2>
      <p class="faint small">
        {moment(row.at)}
        {row.grid !== null && ` · ${unitName(row.grid)}`}
        {row.photos > 0 && ` · ${t('console.moderation.photos', { count: row.photos })}`}
      </p>
      <p class="written" dir="auto">
        {row.words}
      </p>
      {[row.address, row.place?.address].map(
        (address, at) =>
          address && (
            <p key={at} class="faint" dir="auto">
              {address}
            </p>
          ),
      )}
      <p>{row.why.map((each) => maybe(`console.moderation.for.${each}`) ?? each).join(' · ')}</p>
      <WordsField
        label={t('console.moderation.reason')}
        hint={t('console.moderation.reason.hint')}
        value={reason.value}
        onInput={(text) => {
          reason.value = text;
        }}
      />
      <ProblemNotice problem={problem.value} />
      <div class="row">
        <button type="button" disabled={reason.value.trim() === ''} onClick={() => rule('let-in')}>
          {t('console.moderation.in')}
        </button>
        <button type="button" disabled={reason.value.trim() === ''} onClick={() => rule('turn-down')}>
          {t('console.moderation.down')}
        </button>
      </div>
    </li>
  );
}
