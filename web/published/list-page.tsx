import type { PublicCase } from '../../functions/shell/public-messages.ts';
import { AnswerText } from '../parts/answer-text.tsx';
import { SelectField } from '../parts/field.tsx';
import { LightMark } from '../parts/light.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { form, townships } from '../residents/form.ts';
import { route, withQuery } from '../shell/route.ts';
import { moment, nameOf, t } from '../shell/words.ts';
import { Downloads } from './downloads.tsx';
import { isAsking, listed, listProblem, loadList, loadMore } from './list.ts';
import { CaseMap } from './map.tsx';
import { Satisfied } from './satisfied.tsx';

const LIGHTS = ['green', 'yellow', 'red'] as const;
const STATUSES = ['open', 'checking', 'feedback', 'closed', 'cancelled', 'merged'] as const;

/** What residents reported and what they were answered: on a map, and as a list. */
export function ListPage() {
  const { query } = route.value;
  const { value } = listed;
  return (
    <>
      <h1>{t('published.title')}</h1>
      <p class="small faint">{t('published.about')}</p>
      <Filters query={query} />
      <CaseMap cases={value?.cases ?? []} />
      <ProblemNotice problem={listProblem.value} />
      {listProblem.value && (
        <button type="button" onClick={() => loadList(query.toString())}>
          {t('page.again')}
        </button>
      )}
      <ul class="published">
        {value?.cases.map((own) => (
          <Row key={own.id} own={own} />
        ))}
      </ul>
      <p role="status">
        {isAsking.value ? t('page.loading') : value && t('published.shown', { count: value.cases.length })}
      </p>
      {value?.next && (
        <button type="button" onClick={loadMore} aria-disabled={isAsking.value}>
          {t('published.more')}
        </button>
      )}
      <Satisfied />
      <Downloads filter={query.toString()} />
    </>
  );
}

const Row = ({ own }: { own: PublicCase }) => (
  <li class="sheet stack-tight">
    <div class="row spread">
      <h2>
        <a href={`#/${own.id}`}>{nameOf(own.category)}</a>
      </h2>
      <LightMark light={own.light} settled={own.settled} />
    </div>
    <p class="small">
      {nameOf(own.origin)} · <time dateTime={own.openedAt}>{moment(own.openedAt)}</time>
    </p>
    <p class="small">
      {t(`published.status.${own.status}`)} · {nameOf(own.unit)}
    </p>
    <AnswerText answer={own.answer} />
  </li>
);

/** Kept in the address, so that a list can be passed on. */
function Filters({ query }: { query: URLSearchParams }) {
  const set = (name: string) => (value: string) => withQuery({ [name]: value || null });
  return (
    <form class="filters" aria-label={t('published.filters')} onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label={t('published.light')}
        value={query.get('light') ?? ''}
        empty={t('published.all')}
        options={LIGHTS.map((value) => ({ value, label: t(`light.${value}`) }))}
        onInput={set('light')}
      />
      <SelectField
        label={t('published.state')}
        value={query.get('status') ?? ''}
        empty={t('published.all')}
        options={STATUSES.map((value) => ({ value, label: t(`published.status.${value}`) }))}
        onInput={set('status')}
      />
      <SelectField
        label={t('published.category')}
        value={query.get('category') ?? ''}
        empty={t('published.all')}
        options={(form.value?.categories ?? []).map((own) => ({ value: own.id, label: nameOf(own) }))}
        onInput={set('category')}
      />
      <SelectField
        label={t('published.township')}
        value={query.get('unit') ?? ''}
        empty={t('published.all')}
        options={townships().map((own) => ({ value: own.id, label: nameOf(own) }))}
        onInput={set('unit')}
      />
    </form>
  );
}
