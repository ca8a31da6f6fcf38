import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { type Content, contentOf, idOf, textOf } from '../../domain/evidence/bundle.ts';
import type { Witness } from '../../domain/evidence/verify.ts';
import type { Instant } from '../../domain/primitives.ts';
import { district, sha256 } from './casework.ts';

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
};
/** The key of the district, and one of somebody else. */
export const own = pair();
export const strange = pair();

const REVIEW = '01KJP3AB5S8M6W3T9V2XQ4RD7R';

/** What a bundle of a case says at an instant. */
export const aContent = (file: CaseFile, at: Instant, { publicKey } = own): Content =>
  contentOf({
    file,
    review: REVIEW,
    at,
    district: 'shawan',
    signing: { algorithm: 'ECDSA_SHA_256', publicKey },
    directoryAt: () => district,
  });

/** The bundle of a content, sealed with a key. */
export const sealed = (content: Content, { privateKey } = own): string =>
  textOf(
    content,
    idOf(content, sha256),
    sign('sha256', Buffer.from(idOf(content, sha256)), privateKey).toString('base64'),
  );

export const witness: Witness = {
  hash: sha256,
  isSignedBy: (digest, signature, publicKey) => {
    try {
      return verify('sha256', Buffer.from(digest), publicKey, Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
};

/** A signature of the district's key, as its service makes it. */
export const signatureOf = (digest: string): string =>
  sign('sha256', Buffer.from(digest), own.privateKey).toString('base64');
