import type { Shift, ShiftChange } from '../../../domain/directory/shift.ts';
import type { Limit } from '../../../domain/time/limit.ts';
import { limitText } from '../../case/amounts.ts';
import { number, t } from '../../shell/words.ts';
import { hoursText } from '../calendars/hours.ts';
import { fieldOf, isSame } from '../draft/edits.ts';
import { changeText, shiftText } from '../rosters/duty-words.ts';
import { pathText, roleText, unitText } from './path-words.ts';

/** One difference, told: where it is, what was there, and what is. */
export interface Detail {
  path: string;
  was: string;
  is: string;
}

const MOST = 12;

/** What differs between two values of a field, as deep as people want to read it; long lists are cut. */
export function detailsOf(field: string, was: unknown, is: unknown): Detail[] {
  const found = differences(field, was, is);
  const rest = found.length - MOST;
  return rest > 0
    ? [...found.slice(0, MOST), { path: '…', was: '', is: t('admin.value.more', { count: rest }) }]
    : found;
}

function differences(path: string, was: unknown, is: unknown): Detail[] {
  if (isSame(was, is)) return [];
  if (path === 'shifts' || path === 'changes') return entries(path, was, is);
  const [before, after] = [namesIn(path, was), namesIn(path, is)];
  if (before === undefined && after === undefined)
    return [{ path: pathText(path), was: valueText(path, was), is: valueText(path, is) }];
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].flatMap((name) => differences(`${path}.${name}`, fieldOf(before, name), fieldOf(after, name)));
}

/** Shifts and their changes have no names: those that went and those that came are told, each in a line. */
function entries(path: 'shifts' | 'changes', was: unknown, is: unknown): Detail[] {
  const [before, after] = [linesOf(path, was), linesOf(path, is)];
  const [gone, come] = [before.filter((line) => !after.includes(line)), after.filter((line) => !before.includes(line))];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, n) => ({
    path: pathText(path),
    was: gone[n] ?? t('admin.value.none'),
    is: come[n] ?? t('admin.value.none'),
  }));
}

function linesOf(path: 'shifts' | 'changes', value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return path === 'shifts' ? list.filter(isShift).map(shiftText) : list.filter(isChange).map(changeText);
}

/** What is told part by part: limits by level, dates by their day, hours by weekday. */
function namesIn(path: string, value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || isLimit(value)) return undefined;
  if (path === 'dates' && Array.isArray(value))
    return Object.fromEntries(value.map((override) => [String(fieldOf(override, 'date')), override]));
  return Array.isArray(value) || path.startsWith('dates.') ? undefined : value;
}

function valueText(path: string, value: unknown): string {
  if (value === undefined || value === '') return t('admin.value.none');
  if (value === true) return t('admin.value.yes');
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return path === 'unit' || path === 'parent' ? unitText(value) : value;
  if (isLimit(value)) return limitText(value);
  if (Array.isArray(value)) return listText(path, value);
  return path.startsWith('dates.') ? overrideText(value) : '…';
}

function listText(path: string, values: readonly unknown[]): string {
  if (path.startsWith('week.')) return hoursText(values.filter(isSpan));
  if (path === 'boundary') return t('admin.value.count', { count: values.length });
  const told = values.map((value) => (typeof value === 'string' ? unitText(value) : postText(value)));
  return told.join(', ') || t('admin.value.none');
}

const isLimit = (value: unknown): value is Limit =>
  typeof fieldOf(object(value), 'measure') === 'string' && typeof fieldOf(object(value), 'count') === 'number';
const isShift = (value: unknown): value is Shift => Array.isArray(fieldOf(object(value), 'hours'));
const isChange = (value: unknown): value is ShiftChange => typeof fieldOf(object(value), 'why') === 'string';
const isSpan = (value: unknown): value is [string, string] => Array.isArray(value) && value.length === 2;
const object = (value: unknown): object | undefined =>
  typeof value === 'object' && value !== null ? value : undefined;

const postText = (post: unknown): string =>
  [unitText(String(fieldOf(object(post), 'unit'))), roleText(String(fieldOf(object(post), 'role')))].join(' · ');

const overrideText = (override: unknown): string =>
  [
    t(fieldOf(object(override), 'is') === 'off' ? 'admin.day.what.off' : 'admin.day.what.working'),
    String(fieldOf(object(override), 'name')),
  ].join(' · ');
