import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedPhoto, PhotoList } from '../../functions/shell/photo-messages.ts';
import { ShownPhotos } from '../parts/shown-photos.tsx';
import { ask, type Problem } from '../shell/api.ts';
import { type Receipt, withReceipt } from '../shell/receipt.ts';
import { moment } from '../shell/words.ts';
import { uploads } from './uploads.ts';

/** The photos that were sent with a report, as everybody who may see them does. Asked for again when another has arrived. */
export function SentPhotos({ receipt, sentAt }: { receipt: Receipt; sentAt: string }) {
  const photos = useSignal<readonly ListedPhoto[]>([]);
  const problem = useSignal<Problem | undefined>(undefined);
  const { id } = receipt;
  const read = async (): Promise<void> => {
    const answer = await ask<PhotoList>(`/public/reports/${id}/photos`, withReceipt(receipt));
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) photos.value = answer.value.photos;
  };
  const arrived = uploads.value.filter((upload) => upload.id === id && upload.state === 'sent').length;
  useEffect(() => {
    void read();
  }, [id, arrived]);
  return <ShownPhotos photos={photos.value} problem={problem.value} dated={() => moment(sentAt)} read={read} />;
}
