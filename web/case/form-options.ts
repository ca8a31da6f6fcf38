import type { CommandOf } from '../../domain/case/command.ts';
import type { WithholdReason } from '../../domain/case/event.ts';
import type { PauseReason } from '../../domain/case/wish.ts';
import type { Unit } from '../../domain/directory/documents.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { places, unitName } from '../shell/directory.ts';
import { nameOf, t } from '../shell/words.ts';
import type { Option } from './fields/choice.tsx';
import { unitsOf } from './fields/unit.tsx';

/** What the fields of the moves offer, from the case and from the directory. */

export const stageOf = ({ stages }: CaseView) => stages.at(-1);
export const openPartsOf = (view: CaseView) => (stageOf(view)?.parts ?? []).filter(({ endedAt }) => endedAt === null);

export const unitOption = (id: string): Option<string> => ({ value: id, label: unitName(id) });

const PAUSES: Record<PauseReason, true> = {
  'waiting-for-resident': true,
  'waiting-for-third-party': true,
  weather: true,
  'legal-procedure': true,
  materials: true,
};
const CANCELS: Record<CommandOf<'cancel'>['reason'], true> = { duplicate: true, mistaken: true, withdrawn: true };

const WITHHELD: Record<WithholdReason, true> = {
  'personal-data': true,
  security: true,
  'third-party': true,
  legal: true,
  other: true,
};

const namesOf = <T extends string>(all: Record<T, true>, isOne: (name: string) => name is T): T[] =>
  Object.keys(all).filter(isOne);
const isPause = (name: string): name is PauseReason => name in PAUSES;
const isWithheld = (name: string): name is WithholdReason => name in WITHHELD;
const isCancel = (name: string): name is CommandOf<'cancel'>['reason'] => name in CANCELS;

export const pauseReasons = () =>
  namesOf(PAUSES, isPause).map((value) => ({ value, label: t(`pauseReason.${value}`) }));
export const cancelReasons = () =>
  namesOf(CANCELS, isCancel).map((value) => ({ value, label: t(`cancelReason.${value}`) }));
export const withholdReasons = () =>
  namesOf(WITHHELD, isWithheld).map((value) => ({ value, label: t(`withholdReason.${value}`) }));

/** The result as it was given out. */
export const answerIn = ({ history }: Pick<CaseView, 'history'>): string =>
  history.findLast(({ what }) => what.type === 'resolved')?.content?.words ?? '';

/** Units of the same level as the holder: those of the same parent first. */
export function besides(view: CaseView): Unit[] {
  const stage = stageOf(view);
  if (!stage) return [];
  const parent = places.value.units.get(stage.unit)?.parent;
  const near = (unit: Unit): number => (unit.parent === parent ? 0 : 1);
  return unitsOf(stage.level)
    .filter(({ id }) => id !== stage.unit)
    .toSorted((a, b) => near(a) - near(b));
}

/** The grids of the holder, of all its villages. */
export function gridsBelow(view: CaseView): Unit[] {
  const { units } = places.value;
  const isBelow = (unit: Unit | undefined): boolean =>
    unit !== undefined && (unit.id === view.holder || isBelow(units.get(unit.parent ?? '')));
  return unitsOf('grid').filter(isBelow);
}

/** All departments in service, those that the category suggests first, most likely first. */
export function departments({ category }: Pick<CaseView, 'category'>): Unit[] {
  const suggested = suggestedFor(category);
  const rank = ({ id }: Unit): number => (suggested.includes(id) ? suggested.indexOf(id) : suggested.length);
  return unitsOf('department').toSorted((a, b) => rank(a) - rank(b));
}

export function departmentOptions(view: CaseView): Option<string>[] {
  const suggested = suggestedFor(view.category);
  return departments(view).map((unit) => ({
    value: unit.id,
    label: suggested.includes(unit.id) ? t('moves.field.suggested', { name: nameOf(unit) }) : nameOf(unit),
  }));
}

const suggestedFor = (category: string): readonly string[] => places.value.categories.get(category)?.departments ?? [];

/** Categories in use other than the case's own. */
export const otherCategories = ({ category }: CaseView): Option<string>[] =>
  [...places.value.categories.values()]
    .filter(({ id, retired }) => id !== category && !retired)
    .map((other) => ({ value: other.id, label: nameOf(other) }));

const UPWARDS = ['village', 'township', 'district'] as const;

/** Levels that an emergency may go to at once: those above the next one. */
export function levelsToSkipTo(view: CaseView): Option<(typeof UPWARDS)[number]>[] {
  const { units } = places.value;
  const next = units.get(units.get(stageOf(view)?.unit ?? '')?.parent ?? '')?.level;
  const first = UPWARDS.find((level) => level === next);
  return first === undefined
    ? []
    : UPWARDS.slice(UPWARDS.indexOf(first) + 1).map((value) => ({ value, label: t(`level.${value}`) }));
}
