import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { startCloud } from '../../local/cloud.ts';
import type { Persona } from '../../local/issuer.ts';

const Endpoints = z.object({
  dynamodb: z.url(),
  stepfunctions: z.url(),
  sns: z.url(),
  s3: z.url(),
  kms: z.url(),
  issuer: z.url(),
  region: z.string(),
});
const Token = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.number() });

export const personas: readonly Persona[] = [
  { id: 'ann', subject: 'officer-1', name: 'Ann', role: 'officer', unit: 'grid-1' },
];

/** A directory for one test file; `remove` deletes it. */
export function scratch() {
  const path = mkdtempSync(join(tmpdir(), 'gridlight-local-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the embedded cloud on any free port. Errors of functions are kept in `errors` instead of printed. */
export async function startTestCloud(
  options: Pick<Parameters<typeof startCloud>[0], 'assembly' | 'data' | 'clock' | 'onCall'>,
) {
  const errors: string[] = [];
  const cloud = await startCloud({ ...options, port: 0, personas, onError: (text) => errors.push(text) });
  return { ...cloud, errors, ...(await client(cloud.url)) };
}

/** Talks to a running cloud as anybody outside does: HTTP, tokens, SDK clients. */
export async function client(url: string) {
  const json = async (path: string, init?: RequestInit): Promise<unknown> => (await fetch(url + path, init)).json();
  const endpoints = Endpoints.parse(await json('/local/endpoints'));
  const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
  const { access_token } = Token.parse(await json('/local/token', post({ persona: 'ann' })));
  const authorization = `Bearer ${access_token}`;
  const sdk = { region: endpoints.region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return {
    token: access_token,
    json,
    get: (path: string) => fetch(url + path, { headers: { authorization } }),
    post: (path: string, body: unknown) => fetch(url + path, { ...post(body), headers: { authorization } }),
    dynamodb: new DynamoDBClient({ ...sdk, endpoint: endpoints.dynamodb }),
    stepfunctions: new SFNClient({ ...sdk, endpoint: endpoints.stepfunctions }),
    sns: new SNSClient({ ...sdk, endpoint: endpoints.sns }),
    s3: new S3Client({ ...sdk, endpoint: endpoints.s3 }),
    kms: new KMSClient({ ...sdk, endpoint: endpoints.kms }),
  };
}
