import { number, t } from '../shell/words.ts';

/** Which of the three steps this is. */
export const Step = ({ number: step }: { number: 1 | 2 | 3 }) => (
  <p class="step faint small">{t('residents.step', { step: number(step), of: number(3) })}</p>
);
