import { words } from 'gridlight-words/admin';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';

const Admin = () => (
  <Frame name={t('admin.title')} home="#/">
    <ForOfficers>
      <h1>{t('admin.title')}</h1>
    </ForOfficers>
  </Frame>
);

await start(Admin, words, 'admin.title');
await begin();
