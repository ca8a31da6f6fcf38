import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Light } from '../../domain/case/colours.ts';
import { numberIn } from '../case/fields/number.tsx';
import { SelectField, TextField, Tick } from '../parts/field.tsx';
import { LightShape } from '../parts/light.tsx';
import { instant } from '../shell/clock.ts';
import { categoryName } from '../shell/directory.ts';
import { withQuery } from '../shell/route.ts';
import { maybe, number, t } from '../shell/words.ts';
import type { Feed } from './inbox-feed.ts';
import { countsOf, type Filter, isNarrowed } from './inbox-filter.ts';
import type { Row } from './inbox-rows.ts';
import { useKeys } from './keys.ts';

const LIGHTS: readonly Light[] = ['red', 'yellow', 'green'];

interface Props {
  feed: Feed;
  /** All that fits the filter but for its light. */
  rows: ReadonlySignal<readonly Row[]>;
  filter: Filter;
}

const set = (name: string) => (value: string) => withQuery({ [name]: value || null });

/** What narrows the list: lights with how many there are, category, status, emergencies, the number. */
export function Filters({ feed, rows, filter }: Props) {
  const own = useRef<HTMLElement>(null);
  useKeys({ '/': () => own.current?.querySelector<HTMLElement>('input[type="search"]')?.focus() });
  const all = feed.rows.value;
  const found = numberIn(filter.text);
  return (
    <search ref={own} class="filters">
      <LightCounts rows={rows} isAll={feed.next.value === null} light={filter.light} />
      <SelectField
        label={t('console.filter.category')}
        value={filter.category}
        empty={t('console.filter.any')}
        options={optionsOf(
          all.map(({ category }) => category),
          filter.category,
          categoryName,
        )}
        onInput={set('category')}
      />
      <SelectField
        label={t('console.filter.status')}
        value={filter.status}
        empty={t('console.filter.any')}
        options={optionsOf(
          all.map(({ status }) => status),
          filter.status,
          (status) => maybe(`status.${status}`) ?? status,
        )}
        onInput={set('status')}
      />
      <TextField
        type="search"
        label={t('console.filter.number')}
        value={filter.text}
        autocomplete="off"
        onInput={set('number')}
      />
      <Tick
        label={t('console.filter.emergency')}
        on={filter.emergency}
        onInput={(on) => withQuery({ emergency: on ? 'yes' : null })}
      />
      {isNarrowed(filter) && (
        <button type="button" class="plain" onClick={clear}>
          {t('console.filter.clear')}
        </button>
      )}
      {found && (
        <a class="button" href={`#/cases/${found}`}>
          {t('console.find')}
        </a>
      )}
    </search>
  );
}

const clear = (): void => withQuery({ light: null, category: null, status: null, emergency: null, number: null });

/** How many show which light at this instant; each narrows the list to its own. */
function LightCounts({ rows, isAll, light }: { rows: Props['rows']; isAll: boolean; light: string }) {
  const counts = countsOf(rows.value, instant.value);
  const told = (count: number): string => `${number(count)}${isAll ? '' : '+'}`;
  return (
    <fieldset class="light-counts">
      <legend class="visually-hidden">{t('console.filter.light')}</legend>
      <button type="button" aria-pressed={light === ''} onClick={() => withQuery({ light: null })}>
        {t('console.filter.all', { count: told(rows.value.length) })}
      </button>
      {LIGHTS.map((own) => (
        <button
          key={own}
          type="button"
          class={`light-${own}`}
          aria-pressed={light === own}
          onClick={() => withQuery({ light: light === own ? null : own })}
        >
          <LightShape light={own} settled={false} />
          {t('console.filter.count', { light: t(`light.word.${own}`), count: told(counts[own]) })}
        </button>
      ))}
    </fieldset>
  );
}

/** What there is among the rows, by name; what is chosen stays a choice when no row has it any more. */
function optionsOf(values: readonly string[], chosen: string, nameOf: (value: string) => string) {
  const present = [...new Set(chosen ? [...values, chosen] : values)];
  return present.map((value) => ({ value, label: nameOf(value) })).toSorted((a, b) => a.label.localeCompare(b.label));
}
