import { useEffect, useState } from 'preact/hooks';
import type { MeView } from '../../functions/shell/me-view.ts';
import { ProblemNotice } from '../parts/problem.tsx';
import type { Problem } from '../shell/api.ts';
import { route } from '../shell/route.ts';
import { meNow } from '../shell/session.ts';
import { t } from '../shell/words.ts';
import { CalendarPage } from './calendars/calendar-page.tsx';
import { Calendars } from './calendars/calendars.tsx';
import { Categories } from './categories/categories.tsx';
import { CategoryPage } from './categories/category-page.tsx';
import { Changes } from './changes/changes.tsx';
import { base, openDraft, unkept } from './draft/draft.ts';
import { OfficerPage, Officers } from './officers/officers.tsx';
import { Overview } from './overview/overview.tsx';
import { UnitNames } from './parts/unit-field.tsx';
import { RosterPage, Rosters } from './rosters/rosters.tsx';
import { Units } from './units/units.tsx';

/** What an administrator works in; others are told whom to ask. */
export function Room() {
  const me = meNow();
  if (!me) return null;
  return me.administrator ? <Opened me={me} /> : <NotYours />;
}

const NotYours = () => (
  <div class="sheet stack">
    <h1>{t('admin.title')}</h1>
    <p>{t('admin.notYours')}</p>
    <p class="small faint">{t('admin.notYours.why')}</p>
  </div>
);

function Opened({ me }: { me: MeView }) {
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const open = () => void openDraft(me).then(setProblem);
  useEffect(open, [me.subject]);
  if (base.value)
    return (
      <>
        <UnitNames />
        {unkept.value && (
          <p class="notice bad" role="alert">
            {t('admin.unkept')}
          </p>
        )}
        <Screen />
      </>
    );
  if (!problem) return <p role="status">{t('page.loading')}</p>;
  return (
    <div class="stack">
      <h1>{t('admin.title')}</h1>
      <ProblemNotice problem={problem} />
      <div>
        <button type="button" onClick={open}>
          {t('page.again')}
        </button>
      </div>
    </div>
  );
}

function Screen() {
  const [, room, id] = route.value.path.split('/');
  if (room === 'units') return <Units id={id} />;
  if (room === 'officers') return id ? <OfficerPage key={id} id={id} /> : <Officers />;
  if (room === 'categories') return id ? <CategoryPage key={id} id={id} /> : <Categories />;
  if (room === 'calendars') return id ? <CalendarPage key={id} id={id} /> : <Calendars />;
  if (room === 'rosters') return id ? <RosterPage key={id} id={id} /> : <Rosters />;
  return room === 'changes' ? <Changes /> : <Overview />;
}
