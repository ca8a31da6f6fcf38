import type { Limit } from '../../domain/time/limit.ts';
import { type Key, t } from '../shell/words.ts';

const IN_HOURS: Partial<Record<Limit['measure'], Key>> = {
  'working-minutes': 'limit.working-hours',
  minutes: 'limit.hours',
};

/** `3 个工作日`, `6 个工作小时`: minutes that make whole hours are told in hours. */
export function limitText({ measure, count }: Limit): string {
  const hours = IN_HOURS[measure];
  return hours && count > 0 && count % 60 === 0 ? t(hours, { count: count / 60 }) : t(`limit.${measure}`, { count });
}
