import { signal } from '@preact/signals';
import type { ReportForm } from '../../functions/shell/report-messages.ts';
import { ask, type Problem } from '../shell/api.ts';
import { nameOf, zone } from '../shell/words.ts';

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

/** What the district is called in the language of the page; nothing until it is known. */
export const districtName = (): string => {
  const { district: name = '', districtEn: nameEn } = form.value ?? {};
  return nameOf({ name, nameEn });
};
export const below = (parent: string): Area[] => form.value?.units.filter((unit) => unit.parent === parent) ?? [];
export const townships = (): Area[] => form.value?.units.filter(({ level }) => level === 'township') ?? [];
export const areaOf = (id: string): Area | undefined => form.value?.units.find((unit) => unit.id === id);
