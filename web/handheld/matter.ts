import type { OpenCase } from '../../domain/case/command.ts';
import { instantNow } from '../shell/clock.ts';
import { newReceipt, receiptDigest, told } from '../shell/intake.ts';
import type { Photo } from '../shell/photo.ts';
import { receiptText } from '../shell/receipt.ts';
import { readable } from '../shell/words.ts';
import type { NewLetter } from './letters.ts';
import { me } from './mine.ts';
import { fix } from './place.ts';

/** A matter as it is being taken in. */
export interface Draft {
  category: string;
  words: string;
  address: string;
  grid: string;
  emergency: boolean;
  resident: boolean;
  result: string;
  photos: Photo[];
}
export const EMPTY: Draft = {
  category: '',
  words: '',
  address: '',
  grid: '',
  emergency: false,
  resident: false,
  result: '',
  photos: [],
};

/** The matter, then what was decided on it, then its photos: they arrive in this order. */
export async function lettersOf(form: Draft, grid: string, record: boolean): Promise<NewLetter[]> {
  const writtenAt = instantNow();
  const receipt = newReceipt();
  const { id } = receipt;
  const place = fix.value.state === 'found' ? fix.value.place : undefined;
  const photos = form.photos.map(({ digest, bytes }) => ({ digest, bytes }));
  const body: OpenCase = {
    id,
    category: form.category,
    grid,
    ...told({ ...form, place }),
    capturedAt: writtenAt,
    ...(form.emergency && { emergency: true }),
    ...(form.resident && { resident: true, receipt: await receiptDigest(receipt) }),
    ...(record && { record: { result: readable(form.result) } }),
    ...(photos.length > 0 && { photos }),
  };
  const common = { about: id, officer: me.value?.officer?.id ?? '', writtenAt };
  return [
    { ...common, kind: 'open', body, ...(form.resident && { receipt: receiptText(receipt) }) },
    ...form.photos.map(({ digest }): NewLetter => ({ ...common, kind: 'photo', digest })),
  ];
}
