import { words } from 'gridlight-words/handheld';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';

const Handheld = () => (
  <Frame name={t('handheld.title')} home="#/">
    <ForOfficers>
      <h1>{t('handheld.title')}</h1>
    </ForOfficers>
  </Frame>
);

await start(Handheld, words, 'handheld.title');
await begin();
