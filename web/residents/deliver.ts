import type { PhotoUploadAnswer } from '../../functions/shell/photo-messages.ts';
import { type Answer, isPassing } from '../shell/answer.ts';
import { toldBy } from './pace.ts';
import type { Receipt } from './receipt.ts';
import type { Tried } from './round.ts';

interface Ports {
  /** Asks the API whether the photo of this digest may be put, and where. */
  permit: (receipt: Receipt, digest: string) => Promise<Answer<PhotoUploadAnswer>>;
  fetch: typeof fetch;
}

const PATIENCE = 120_000;

/**
 * Puts one photo straight into the bucket, which checks the bytes by their digest. Whatever the bucket says against it may
 * pass, a permit that is over as well as a line that was too slow; only the API says no for good. Never throws.
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
  const { url, headers } = answer.value;
  try {
    const put = await fetch(url, { method: 'PUT', headers, body: photo.blob, signal: AbortSignal.timeout(PATIENCE) });
    // 412: it is there already.
    if (put.ok || put.status === 412) return { is: 'sent' };
    return { is: 'failed', told: toldBy(put.status, put.headers.get('retry-after')) };
  } catch (fault) {
    console.warn('a photo did not get through', fault);
    return { is: 'failed', told: 0 };
  }
}
