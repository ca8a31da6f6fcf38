import type { PhotoUploadAnswer } from '../../functions/shell/photo-messages.ts';
import { type Answer, isPassing } from '../shell/answer.ts';
import { putPhoto } from '../shell/put-photo.ts';
import type { Receipt } from '../shell/receipt.ts';
import { toldBy } from './pace.ts';
import type { Tried } from './round.ts';

interface Ports {
  /** Asks the API whether the photo of this digest may be put, and where. */
  permit: (receipt: Receipt, digest: string) => Promise<Answer<PhotoUploadAnswer>>;
  fetch: typeof fetch;
}

/**
 * Puts one photo into the bucket. Whatever the bucket says against it may pass, a permit that is over as well as a line that
 * was too slow; only the API says no for good. Never throws.
 */
export async function deliver(
  { photo, ...receipt }: Receipt & { photo: { digest: string; blob: Blob } },
  { permit, fetch }: Ports,
): Promise<Tried> {
  const answer = await permit(receipt, photo.digest);
  if (!answer.ok) {
    const { problem } = answer;
    return isPassing(problem) ? { is: 'held', told: toldBy(problem.status) } : { is: 'refused' };
  }
  if ('stored' in answer.value) return { is: 'sent' };
  try {
    const against = await putPhoto(answer.value, photo.blob, fetch);
    if (!against) return { is: 'sent' };
    return { is: 'failed', told: toldBy(against.status, against.headers.get('retry-after')) };
  } catch (fault) {
    console.warn('a photo did not get through', fault);
    return { is: 'failed', told: 0 };
  }
}
