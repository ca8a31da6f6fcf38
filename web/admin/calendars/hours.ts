import type { DateOverride } from '../../../domain/time/calendar-document.ts';

type Hours = NonNullable<DateOverride['hours']>;

/**
 * Reads working hours as people write them: `9:00-12:00, 14:00–18:00`, with the signs of a Chinese keyboard too. Empty
 * text is no hours; undefined is what cannot be read. Order and overlap are for the rules of the directory to tell.
 */
export function readHours(text: string): Hours | undefined {
  const parts = text
    .replaceAll('：', ':')
    .split(/[,，;；、]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.map(readSpan);
  return read.every((span) => span !== undefined) ? read : undefined;
}

function readSpan(text: string): Hours[number] | undefined {
  const [from, to, ...more] = text.split(/[-–—~～至到]/).map(readTime);
  return from !== undefined && to !== undefined && more.length === 0 ? [from, to] : undefined;
}

function readTime(text: string): string | undefined {
  const [, hour = '', minute] = /^\s*(\d{1,2}):(\d\d)\s*$/.exec(text) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : undefined;
}

export const hoursText = (hours: Hours | undefined): string =>
  (hours ?? []).map(([from, to]) => `${from}–${to}`).join(', ');
