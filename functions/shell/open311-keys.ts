import { timingSafeEqual } from 'node:crypto';
import { sha256 } from './chance.ts';
import { Open311Error } from './open311-endpoint.ts';

/** Digests of the keys by the names of those who have them, as `-c open311Keys=` gave them. */
const keys = (process.env.OPEN311_KEYS ?? '')
  .split(',')
  .filter((pair) => pair !== '')
  .map((pair) => {
    const [name = '', digest = ''] = pair.split(':');
    return { name, digest };
  });

export const keysAreAsked = keys.length > 0;

/** Whose key it is; undefined where none is asked. Throws 403 without one that counts. */
export function keyHolder(key: string | undefined): string | undefined {
  if (!keysAreAsked) return undefined;
  if (!key) throw new Open311Error(403, 'api_key is missing; ask the contact in discovery.json for one');
  const given = Buffer.from(sha256(key), 'hex');
  const holder = keys.find(({ digest }) => timingSafeEqual(Buffer.from(digest, 'hex'), given));
  if (!holder) throw new Open311Error(403, 'api_key is not valid; ask the contact in discovery.json for one');
  return holder.name;
}
