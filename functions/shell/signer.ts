import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Digest } from '../../domain/primitives.ts';

/** A signature over a digest, and by what it was made. */
export interface Signature {
  algorithm: 'ECDSA_SHA_256';
  /** The key as its service names it. */
  key: string;
  /** ECDSA on P-256, DER in base64, as `crypto.verify` takes it. */
  signature: string;
}

/** Signs with a key that never leaves its service. Each call makes another signature; all of them are good. */
export interface Signer {
  sign(digest: Digest): Promise<Signature>;
  /** The public key as PEM (SPKI), to verify with. */
  publicKey(): Promise<string>;
}

export function signer(
  keyId: string,
  client = new KMSClient({
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  }),
): Signer {
  const algorithm = 'ECDSA_SHA_256';
  return {
    async sign(digest) {
      const Message = Buffer.from(digest, 'hex');
      const command = new SignCommand({
        KeyId: keyId,
        Message,
        MessageType: 'DIGEST',
        SigningAlgorithm: algorithm,
      });
      const { KeyId = keyId, Signature } = await client.send(command);
      if (!Signature) throw new Error(`the key ${keyId} answered without a signature`);
      return { algorithm, key: KeyId, signature: Buffer.from(Signature).toString('base64') };
    },
    async publicKey() {
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      if (!PublicKey) throw new Error(`the key ${keyId} answered without its public half`);
      return pem(PublicKey);
    },
  };
}

function pem(spki: Uint8Array): string {
  const lines =
    Buffer.from(spki)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}
