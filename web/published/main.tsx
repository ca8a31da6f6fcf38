import { words } from 'gridlight-words/published';
import { useEffect } from 'preact/hooks';
import { Frame } from '../parts/frame.tsx';
import { loadForm } from '../residents/form.ts';
import { useNewPlace } from '../shell/new-place.ts';
import { route } from '../shell/route.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { CasePage } from './case-page.tsx';
import { loadList } from './list.ts';
import { ListPage } from './list-page.tsx';

function Published() {
  const { path, query } = route.value;
  const id = path.slice(1);
  const filter = query.toString();
  useNewPlace(path);
  useEffect(() => {
    if (id === '') void loadList(filter);
  }, [id, filter]);
  return (
    <Frame name={t('published.title')} home="#/" nav={<a href="/">{t('published.report')}</a>}>
      {id === '' ? <ListPage /> : <CasePage id={id} />}
    </Frame>
  );
}

await start(Published, words, 'published.title');
await loadForm();
