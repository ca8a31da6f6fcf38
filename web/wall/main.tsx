import { words } from 'gridlight-words/wall';
import { useEffect } from 'preact/hooks';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { loadPlaces } from '../shell/directory.ts';
import { useNewPlace } from '../shell/new-place.ts';
import { route } from '../shell/route.ts';
import { begin, session } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { BigWall } from './big-wall.tsx';
import { topUnitOf } from './reach.ts';
import { watch } from './state.ts';
import { UnitPage } from './unit-page.tsx';

function Wall() {
  const big = route.value.query.get('big') === '1';
  const { value } = session;
  const top = value.state === 'in' ? topUnitOf(value.me.posts) : undefined;
  const unit = route.value.path.slice(1) || top;
  useEffect(() => (unit !== undefined && value.state === 'in' ? watch(unit) : undefined), [unit, value.state]);
  useNewPlace(route.value.path);
  if (big && unit !== undefined && value.state === 'in') return <BigWall unit={unit} />;
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
