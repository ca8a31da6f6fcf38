import { useState } from 'preact/hooks';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { DateOverride } from '../../../domain/time/calendar-document.ts';
import { WordsField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { readDates } from './paste-dates.ts';

/** The days of a year as they were announced, pasted as rows. */
export function Paste({ save }: { save: (changes: ReadonlyMap<CivilDate, DateOverride | null>) => void }) {
  const [text, setText] = useState('');
  const { dates, faults } = readDates(text);
  const wrong = faults.map(({ line, fault, value }) => t(`admin.paste.${fault}`, { line, value })).join(' ');
  return (
    <details>
      <summary>{t('admin.paste')}</summary>
      <div class="stack-tight">
        <WordsField
          label={t('admin.paste.rows')}
          hint={t('admin.paste.hint')}
          placeholder={t('admin.paste.example')}
          rows={8}
          maxLength={100_000}
          value={text}
          error={wrong || undefined}
          onInput={setText}
        />
        <div>
          <button
            type="button"
            disabled={dates.length === 0 || faults.length > 0}
            onClick={() => {
              save(new Map(dates.map((override) => [override.date, override])));
              setText('');
            }}
          >
            {t('admin.paste.take', { count: dates.length })}
          </button>
        </div>
      </div>
    </details>
  );
}
