import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Digest } from '../../domain/primitives.ts';
import { requestHandler } from './request-handler.ts';

/** A signature over a digest, and by what it was made. */
export interface Signature {
  algorithm: 'ECDSA_SHA_256';
  /** The key as its service names it. */
  key: string;
  /** ECDSA on P-256 over the SHA-256 of the digest as text, DER in base64, as `crypto.verify` takes it. */
  signature: string;
}

/**
 * Signs the text of a digest with a key that never leaves its service. Each call makes another signature; all of them are
 * good.
 */
export interface Signer {
  sign(digest: Digest): Promise<Signature>;
  /** The public key as PEM (SPKI), to verify with. */
  publicKey(): Promise<string>;
}

export function signer(
  keyId: string,
  client = new KMSClient({
    requestHandler: requestHandler(5000),
  }),
): Signer {
  const algorithm = 'ECDSA_SHA_256';
  return {
    async sign(digest) {
      const Message = Buffer.from(digest);
      const command = new SignCommand({
        KeyId: keyId,
        Message,
        MessageType: 'RAW',
        SigningAlgorithm: algorithm,
      });
      const { KeyId = keyId, Signature } = await client.send(command);
      if (!Signature) throw new Error(`the key ${keyId} answered without a signature`);
      return { algorithm, key: KeyId, signature: Buffer.from(Signature).toString('base64') };
    },
    async publicKey() {
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      if (!PublicKey) throw new Error(`the key ${keyId} answered without its public half`);
      const key = createPublicKey({ key: Buffer.from(PublicKey), type: 'spki', format: 'der' });
      return key.export({ type: 'spki', format: 'pem' }).toString();
    },
  };
}
