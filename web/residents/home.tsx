import { ProblemNotice } from '../parts/problem.tsx';
import { go } from '../shell/route.ts';
import { nameOf, t } from '../shell/words.ts';
import { change, draft, isBegun, throwAway } from './draft.ts';
import { form, formProblem, loadForm } from './form.ts';
import { MineList } from './mine-list.tsx';
import { Step } from './step.tsx';

/** The front door: what it is about, as cards; and the way to what was reported before. */
export function Home() {
  return (
    <>
      <a class="button follow-link" href="#/r">
        {t('residents.follow')}
      </a>
      <p>
        <a href="/published/">{t('residents.published')}</a>
      </p>
      <MineList />
      {isBegun(draft.value) && <Begun />}
      <h1>{t('residents.what')}</h1>
      <Step number={1} />
      <p class="small">{t('residents.urgent')}</p>
      <ProblemNotice problem={formProblem.value} />
      {formProblem.value && (
        <button type="button" onClick={loadForm}>
          {t('page.again')}
        </button>
      )}
      {!form.value && !formProblem.value && <p role="status">{t('page.loading')}</p>}
      <ul class="cards">
        {form.value?.categories.map((category) => (
          <li key={category.id}>
            <button
              type="button"
              aria-pressed={draft.value.category === category.id}
              onClick={() => choose(category.id)}
            >
              {nameOf(category)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function choose(category: string): void {
  change({ category, reopens: null });
  go('/tell');
}

const Begun = () => (
  <div class="notice begun">
    <p>{t('residents.begun')}</p>
    <div class="row">
      <a class="button main" href={draft.value.category ? '#/tell' : '#/'}>
        {t('residents.goOn')}
      </a>
      <button type="button" onClick={throwAway}>
        {t('residents.throwAway')}
      </button>
    </div>
  </div>
);
