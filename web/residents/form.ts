import { signal } from '@preact/signals';
import { nearestGrid } from '../../domain/directory/geometry.ts';
import type { ReportForm } from '../../functions/shell/report-messages.ts';
import { ask, type Problem } from '../shell/api.ts';
import { zone } from '../shell/words.ts';

export type Area = ReportForm['units'][number];

/** What there is to choose from; undefined until the server has told it. */
export const form = signal<ReportForm | undefined>(undefined);
export const formProblem = signal<Problem | undefined>(undefined);

export async function loadForm(): Promise<void> {
  formProblem.value = undefined;
  const answer = await ask<ReportForm>('/public/form', { open: true });
  if (answer.ok) {
    form.value = answer.value;
    zone.value = answer.value.zone;
  } else formProblem.value = answer.problem;
}

export const below = (parent: string): Area[] => form.value?.units.filter((unit) => unit.parent === parent) ?? [];
export const townships = (): Area[] => form.value?.units.filter(({ level }) => level === 'township') ?? [];
export const areaOf = (id: string): Area | undefined => form.value?.units.find((unit) => unit.id === id);

/** So far off a border, in metres, a position of a telephone still counts as within it. */
const AWAY = 300;

/** The grid in which a position lies, found on the device; undefined if it lies outside of the district. */
export function gridNear({ longitude, latitude }: { longitude: number; latitude: number }): Area | undefined {
  const nearest = nearestGrid(form.value?.units ?? [], [longitude, latitude]);
  return nearest && nearest.metres <= AWAY ? nearest.grid : undefined;
}
