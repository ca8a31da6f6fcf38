import { ProblemNotice } from '../parts/problem.tsx';
import { t } from '../shell/words.ts';
import { sending } from './sending.ts';

/** How far the sending is; nothing before it. */
export function SendState() {
  const { value } = sending;
  return (
    <>
      <div role="status">
        {value.state === 'sending' && <p>{t('residents.sending')}</p>}
        {value.state === 'waiting' && <p class="notice bad">{t('residents.waiting')}</p>}
      </div>
      {value.state === 'refused' && <ProblemNotice problem={value.problem} />}
    </>
  );
}
