import { signal } from '@preact/signals';
import type { Photo } from '../shell/photo.ts';
import type { Receipt } from '../shell/receipt.ts';
import { keep, recall } from './kept.ts';

/** What a resident has written so far. */
export interface Draft {
  category: string;
  words: string;
  township: string;
  village: string;
  grid: string;
  address: string;
  /** Where the device was, if the resident asked for it. */
  place: { longitude: number; latitude: number } | null;
  /** The ended report that this one takes up again. */
  reopens: Receipt | null;
  /** Whether this device is to remember the report once it was received. */
  remember: boolean;
  /** Whether to be told by SMS, and where. */
  sms: boolean;
  phone: string;
}

const EMPTY: Draft = {
  category: '',
  words: '',
  township: '',
  village: '',
  grid: '',
  address: '',
  place: null,
  reopens: null,
  remember: true,
  sms: false,
  phone: '',
};

/** Kept on the device until the report is answered, so that neither a telephone call nor a dead battery loses it. */
export const draft = signal<Draft>(EMPTY);
export const photos = signal<readonly Photo[]>([]);

export function change(changes: Partial<Draft>): void {
  draft.value = { ...draft.value, ...changes };
  void keep('draft', draft.value);
}

export function setPhotos(chosen: readonly Photo[]): void {
  photos.value = chosen;
  void keep('photos', chosen);
}

export async function recallDraft(): Promise<void> {
  draft.value = { ...EMPTY, ...(await recall<Partial<Draft>>('draft', {})) };
  photos.value = await recall<readonly Photo[]>('photos', []);
}

export function throwAway(): void {
  change(EMPTY);
  setPhotos([]);
}

export const isBegun = ({ category, words }: Draft): boolean => category !== '' || words !== '';
