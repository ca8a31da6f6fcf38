import { useEffect, useState } from 'preact/hooks';
import { lineOf, unitName } from '../shell/directory.ts';
import { withQuery } from '../shell/route.ts';
import { meNow, workingPosts } from '../shell/session.ts';
import { t } from '../shell/words.ts';
import { Attention } from './attention.tsx';
import { enterBig } from './big.ts';
import { Crumbs } from './crumbs.tsx';
import { LightMap } from './map.tsx';
import { reaches } from './reach.ts';
import { shownOf } from './shown.ts';
import { wall } from './state.ts';
import { Status } from './status.tsx';
import { Totals } from './totals.tsx';

const hrefOf = (unit: string): string => `#/${unit}?big=1`;

/** For a projector: the map, the totals and what needs attention, large and dark; nothing that has to be pressed. */
export function BigWall({ unit }: { unit: string }) {
  const shown = wall.value && shownOf(wall.value, unit);
  const posts = workingPosts(meNow());
  const path = lineOf(unit).filter(({ id }) => reaches(posts, id));
  const { width, height } = useScreen();
  // As wall/big.css has it.
  const letters = Math.min(32, Math.max(17, width * 0.0135));
  useEffect(enterBig, []);
  return (
    <main id="main" tabIndex={-1} class="big">
      <header>
        <h1>{unitName(unit)}</h1>
        {path.length > 1 && <Crumbs path={path} hrefOf={hrefOf} />}
        <Status />
        <button type="button" onClick={() => withQuery({ big: null })}>
          {t('page.close')}
        </button>
      </header>
      {shown ? (
        <>
          <LightMap
            unit={unit}
            rows={[shown.self, ...shown.below]}
            hrefOf={hrefOf}
            mostHeight={height - 110}
            letters={Math.round(letters * 0.8)}
          />
          <div class="side">
            <Totals counts={shown.self.all} />
            <Attention rows={shown.attention} most={Math.max(3, Math.floor((height - 260) / (letters * 5.3)))} />
          </div>
        </>
      ) : (
        <p role="status">{t('page.loading')}</p>
      )}
    </main>
  );
}

function useScreen(): { width: number; height: number } {
  const [screen, setScreen] = useState({ width: innerWidth, height: innerHeight });
  useEffect(() => {
    const read = () => setScreen({ width: innerWidth, height: innerHeight });
    addEventListener('resize', read);
    return () => removeEventListener('resize', read);
  }, []);
  return screen;
}
