import type { OpenCase, Place } from '../../domain/case/command.ts';
import type { Digest } from '../../domain/primitives.ts';
import { timeNow } from './clock.ts';
import { digestOf } from './photo.ts';
import type { Receipt } from './receipt.ts';
import { randomText, ulid } from './ulid.ts';
import { readable, t } from './words.ts';

/** A number for a matter that does not exist yet, and the secret of its receipt. */
export const newReceipt = (): Receipt => ({ id: ulid(timeNow()), secret: randomText(26) });

/** What a case keeps of its receipt. */
export const receiptDigest = ({ id, secret }: Receipt): Promise<Digest> => digestOf(new Blob([`${id}:${secret}`]));

/** Of what is written, so that there is room for the address, which goes with it where there is no position. */
export const MOST_WORDS = 1700;

interface Written {
  words: string;
  address: string;
  place?: Pick<Place, 'longitude' | 'latitude'> | null | undefined;
}

/** What was written of a matter: an address belongs to a position, and without one is told with the words. */
export function told({ words, address, place }: Written): Pick<OpenCase, 'words' | 'place'> {
  const [text, line] = [readable(words), readable(address)];
  if (!line) return { words: text, ...(place && { place }) };
  return place
    ? { words: text, place: { ...place, address: line } }
    : { words: t('field.words.withAddress', { words: text, address: line }) };
}
