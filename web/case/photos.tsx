import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CaseView } from '../../functions/shell/case-view.ts';
import type { ListedPhoto, PhotoList } from '../../functions/shell/photo-messages.ts';
import { ShownPhotos } from '../parts/shown-photos.tsx';
import { get, type Problem } from '../shell/api.ts';
import { online } from '../shell/online.ts';
import { moment } from '../shell/words.ts';

/** The photos that belong to a case. Asked for once, and again when the history has grown or the network has come back. */
export function Photos({ view }: { view: CaseView }) {
  const photos = useSignal<readonly ListedPhoto[]>([]);
  const problem = useSignal<Problem | undefined>(undefined);
  const read = async (): Promise<void> => {
    const answer = await get<PhotoList>(`/cases/${view.id}/photos`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) photos.value = answer.value.photos;
  };
  const dated = (photo: ListedPhoto): string =>
    moment(view.history.find(({ seq }) => seq === photo.event)?.at ?? view.openedAt);
  useEffect(() => {
    if (online.value) void read();
  }, [view.id, view.version, online.value]);
  return <ShownPhotos photos={photos.value} problem={problem.value} dated={dated} read={read} />;
}
