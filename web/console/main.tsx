import { words } from 'gridlight-words/console';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';

const Console = () => (
  <Frame name={t('console.title')} home="#/">
    <ForOfficers>
      <h1>{t('console.title')}</h1>
    </ForOfficers>
  </Frame>
);

await start(Console, words, 'console.title');
await begin();
