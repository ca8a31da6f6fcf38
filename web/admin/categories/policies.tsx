import { PAUSES } from '../../../domain/case/caps.ts';
import type { Category } from '../../../domain/directory/documents.ts';
import { TextField, Tick } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { LimitField, OptionalLimit } from '../parts/limit-field.tsx';
import type { PartProps } from './category-page.tsx';

const whole = (text: string): number => Math.trunc(Number(text)) || 0;

/** When yellow begins, if not by the rule of the house. */
export const Warning = ({ category: { warning }, set, errors }: PartProps) => (
  <section class="stack-tight" aria-labelledby="warning">
    <h2 id="warning">{t('admin.warning')}</h2>
    <p class="faint small">{t('admin.warning.about')}</p>
    <Tick
      label={t('admin.warning.own')}
      on={warning !== undefined}
      onInput={(on) => set({ warning: on ? { minutes: 240 } : undefined })}
    />
    {warning && (
      <TextField
        type="number"
        min={1}
        label={t('admin.warning.minutes')}
        value={String(warning.minutes)}
        error={errors('warning')}
        onInput={(text) => set({ warning: { minutes: whole(text) } })}
      />
    )}
  </section>
);

export const Pauses = ({ category: { pauses }, set, errors }: PartProps) => (
  <section class="stack-tight" aria-labelledby="pauses">
    <h2 id="pauses">{t('admin.pauses')}</h2>
    <p class="faint small">{t('admin.pauses.about', PAUSES)}</p>
    <Tick
      label={t('admin.pauses.own')}
      on={pauses !== undefined}
      onInput={(on) => set({ pauses: on ? PAUSES : undefined })}
    />
    {pauses && (
      <div class="pair">
        <TextField
          type="number"
          min={0}
          max={5}
          label={t('admin.pauses.most')}
          value={String(pauses.most)}
          error={errors('pauses.most')}
          onInput={(text) => set({ pauses: { ...pauses, most: whole(text) } })}
        />
        <TextField
          type="number"
          min={1}
          max={180}
          label={t('admin.pauses.days')}
          value={String(pauses.days)}
          error={errors('pauses.days')}
          onInput={(text) => set({ pauses: { ...pauses, days: whole(text) } })}
        />
      </div>
    )}
  </section>
);

/** What happens while red lasts. */
export function Overdue({ category: { overdue }, set, errors }: PartProps) {
  const setOverdue = (patch: Partial<Category['overdue']>) => set({ overdue: { ...overdue, ...patch } });
  return (
    <section class="stack" aria-labelledby="overdue">
      <h2 id="overdue">{t('admin.overdue')}</h2>
      <LimitField
        label={t('admin.overdue.remindEvery')}
        value={overdue.remindEvery}
        error={errors('overdue.remindEvery')}
        onInput={(remindEvery) => setOverdue({ remindEvery })}
      />
      <TextField
        type="number"
        min={0}
        max={10}
        label={t('admin.overdue.reminders')}
        value={String(overdue.reminders)}
        error={errors('overdue.reminders')}
        onInput={(text) => setOverdue({ reminders: whole(text) })}
      />
      <OptionalLimit
        label={t('admin.overdue.escalateAfter')}
        off={t('admin.overdue.escalateAfter.off')}
        value={overdue.escalateAfter}
        first={{ measure: 'working-days', count: 3 }}
        error={errors('overdue.escalateAfter')}
        onInput={(escalateAfter) => setOverdue({ escalateAfter })}
      />
      <OptionalLimit
        label={t('admin.overdue.reviewAfter')}
        off={t('admin.overdue.reviewAfter.off')}
        value={overdue.reviewAfter}
        first={{ measure: 'working-days', count: 10 }}
        error={errors('overdue.reviewAfter')}
        onInput={(reviewAfter) => setOverdue({ reviewAfter })}
      />
    </section>
  );
}
