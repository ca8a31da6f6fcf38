import { words } from 'gridlight-words/admin';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { Room } from './room.tsx';
import { Tabs } from './tabs.tsx';

const Admin = () => (
  <Frame name={t('admin.title')} home="#/" nav={<Tabs />}>
    <ForOfficers>
      <Room />
    </ForOfficers>
  </Frame>
);

await start(Admin, words, 'admin.title');
await begin();
