import { words } from 'gridlight-words/residents';
import { Frame } from '../parts/frame.tsx';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';

const Residents = () => (
  <Frame name={t('residents.title')} home="#/">
    <h1>{t('residents.title')}</h1>
  </Frame>
);

await start(Residents, words, 'residents.title');
