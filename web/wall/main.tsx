import { words } from 'gridlight-words/wall';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';

const Wall = () => (
  <Frame name={t('wall.title')} home="#/">
    <ForOfficers>
      <h1>{t('wall.title')}</h1>
    </ForOfficers>
  </Frame>
);

await start(Wall, words, 'wall.title');
await begin();
