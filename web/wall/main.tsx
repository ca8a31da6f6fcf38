import { words } from 'gridlight-words/wall';
import { useEffect } from 'preact/hooks';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { loadPlaces } from '../shell/directory.ts';
import { useNewPlace } from '../shell/new-place.ts';
import { route } from '../shell/route.ts';
import { begin, meNow, session, workingPosts } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { BigWall } from './big-wall.tsx';
import { topUnitOf } from './reach.ts';
import { watch } from './state.ts';
import { UnitPage } from './unit-page.tsx';

function Wall() {
  const big = route.value.query.get('big') === '1';
  const me = meNow();
  const unit = route.value.path.slice(1) || topUnitOf(workingPosts(me));
  useEffect(() => (unit !== undefined && me ? watch(unit) : undefined), [unit, me]);
  useNewPlace(route.value.path);
  if (big && unit !== undefined && me) return <BigWall unit={unit} />;
  return (
    <Frame name={t('wall.title')} home="#/" nav={<a href="/console/">{t('wall.console')}</a>}>
      <ForOfficers>{unit === undefined ? <Nowhere /> : <UnitPage unit={unit} />}</ForOfficers>
    </Frame>
  );
}

const Nowhere = () => (
  <>
    <h1>{t('wall.title')}</h1>
    <p>{t('wall.noPost')}</p>
  </>
);

await start(Wall, words, 'wall.title');
await begin();
if (session.value.state === 'in') await loadPlaces();
