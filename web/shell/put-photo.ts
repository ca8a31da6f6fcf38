import type { PhotoUploadAnswer } from '../../functions/shell/photo-messages.ts';

type Permit = Exclude<PhotoUploadAnswer, { stored: true }>;

const PATIENCE = 120_000;

/**
 * Puts a photo straight into the bucket, which checks the bytes by their digest. Undefined once it is there, else what the
 * bucket said against it; rejects if the line was dead, or too slow.
 */
export async function putPhoto(
  { url, headers }: Permit,
  blob: Blob,
  send: typeof fetch = fetch,
): Promise<Response | undefined> {
  const answer = await send(url, { method: 'PUT', headers, body: blob, signal: AbortSignal.timeout(PATIENCE) });
  // 412: it is there already.
  return answer.ok || answer.status === 412 ? undefined : answer;
}
