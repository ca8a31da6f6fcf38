import { ProblemNotice } from '../parts/problem.tsx';
import { moment, t } from '../shell/words.ts';
import { trouble, wall } from './state.ts';

/** Of when the lights are, and that they could not be told anew since. */
export function Status() {
  const at = wall.value?.at;
  const { value } = trouble;
  const isLost = value?.problem.code === 'offline';
  return (
    <>
      {at !== undefined && (
        <p class="as-of faint">
          <time dateTime={at}>{t('wall.asOf', { time: moment(at) })}</time>
        </p>
      )}
      <div role="status">
        {value && isLost && at !== undefined && (
          <p class="notice bad lost">
            <strong>{t('wall.lost', { since: moment(value.since) })}</strong>{' '}
            {t('wall.lost.kept', { time: moment(at) })}
          </p>
        )}
      </div>
      {value && !(isLost && at !== undefined) && <ProblemNotice problem={value.problem} />}
    </>
  );
}
