import { words } from 'gridlight-words/residents';
import { Frame } from '../parts/frame.tsx';
import { useNewPlace } from '../shell/new-place.ts';
import { route } from '../shell/route.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { Done } from './done.tsx';
import { draft, recallDraft } from './draft.ts';
import { Follow } from './follow.tsx';
import { districtName, loadForm } from './form.ts';
import { Home } from './home.tsx';
import { recallMine } from './mine.ts';
import { OnItsWay } from './on-its-way.tsx';
import { opened, watchAddress } from './opened.ts';
import { offers, Same } from './same.tsx';
import { isOnItsWay, receivedOf, resume } from './sending.ts';
import { Tell } from './tell.tsx';
import { TypeReceipt } from './type-receipt.tsx';
import { resumeUploads } from './uploads.ts';
import { Where } from './where.tsx';

function Residents() {
  const { path } = route.value;
  useNewPlace(`${path} ${opened.value?.id ?? ''}`);
  return (
    <Frame name={t('residents.title')} home="#/">
      <div class="resident">
        <Shown path={path} />
        <p class="owner faint small">{districtName()}</p>
      </div>
    </Frame>
  );
}

function Shown({ path }: { path: string }) {
  const [, step] = path.split('/');
  const { value: receipt } = opened;
  const received = receipt && receivedOf(receipt);
  if (step === 'done' && received) return <Done report={received} />;
  if (step === 'r' || step === 'done') return receipt ? <Follow receipt={receipt} /> : <TypeReceipt />;
  // What is on its way goes out as it was written.
  if (isOnItsWay()) return <OnItsWay />;
  const { category, words } = draft.value;
  if (step === 'same' && offers.value.length > 0) return <Same offered={offers.value} />;
  if ((step === 'where' || step === 'same') && category && words.trim()) return <Where />;
  if ((step === 'tell' || step === 'where') && category) return <Tell />;
  return <Home />;
}

watchAddress();
await Promise.all([recallDraft(), recallMine(), resumeUploads()]);
await start(Residents, words, 'residents.title');
void resume();
await loadForm();
