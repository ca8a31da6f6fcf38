import type { Limit } from '../../domain/time/limit.ts';
import { type Key, language, t } from '../shell/words.ts';

type Measure = Limit['measure'];
const IN_HOURS: { [M in Measure]?: Key } = { 'working-minutes': 'limit.working-hours', minutes: 'limit.hours' };

const isWholeHours = (count: number): boolean => count > 0 && count % 60 === 0;

/** `3 个工作日`, `6 个工作小时`: minutes that make whole hours are told in hours. */
export function limitText({ measure, count }: Limit): string {
  const hours = IN_HOURS[measure];
  return hours && isWholeHours(count) ? t(hours, { count: count / 60 }) : t(`limit.${measure}`, { count });
}

/** The same, where it was said before that nights count too. */
export function lengthText(limit: Limit): string {
  const { measure, count } = limit;
  if (measure !== 'minutes') return limitText(limit);
  return isWholeHours(count) ? t('length.hours', { count: count / 60 }) : t('length.minutes', { count });
}

/** Several names as one text. */
export const listText = (names: readonly string[]): string =>
  new Intl.ListFormat(language(), { style: 'narrow', type: 'conjunction' }).format(names);
