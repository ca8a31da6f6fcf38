import { useSignal } from '@preact/signals';
import { words } from 'gridlight-words/case';
import { useEffect, useRef } from 'preact/hooks';
import { speakAlso, t } from '../shell/words.ts';
import { cases } from './mine.ts';

type Shown = typeof import('./case.tsx').Case;

/** A case, with the part of the page that only cases need: it is loaded when the first one is opened. */
export function CasePage({ id }: { id: string }) {
  const part = useSignal<{ Case: Shown } | undefined>(undefined);
  useEffect(() => {
    void Promise.all([import('./case.tsx'), speakAlso(words)]).then(([{ Case }]) => {
      part.value = { Case };
    });
  }, [part]);
  const seen = useRef(false);
  const view = cases.value.get(id);
  seen.current ||= view !== undefined;
  if (!view) return <p class="notice">{t(seen.current ? 'handheld.handedOn' : 'handheld.notHere')}</p>;
  const Case = part.value?.Case;
  return Case ? <Case view={view} /> : <p role="status">{t('page.loading')}</p>;
}
