import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import type { Photo } from '../../domain/case/command.ts';
import { PhotoList } from '../../functions/shell/photo-messages.ts';
import type { TestCloud } from './a-cloud.ts';
import { aJpeg } from './jpegs.ts';

/** Bytes that are sent as a photo. */
export interface Picture {
  bytes: Buffer;
  photo: Photo;
}

/** A photo like no other. */
export const aPicture = (text: string): Picture => pictureOf(aJpeg(text));

/** These bytes, be they a photo or not. */
export function pictureOf(content: string | Buffer): Picture {
  const bytes = Buffer.from(content);
  return { bytes, photo: { digest: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length } };
}

const Signed = z.object({ url: z.string(), headers: z.record(z.string(), z.string()), expiresAt: z.string() });

/** Where a photo of a case is to be put. */
export async function urlFor(cloud: TestCloud, id: string, { photo }: Picture, persona: string) {
  const { status, body } = await cloud.post(`/cases/${id}/photos`, { digest: photo.digest }, persona);
  expect(status).toBe(200);
  return Signed.parse(body);
}

/** The same for a report of a resident. */
export async function urlForReport(cloud: TestCloud, id: string, { photo }: Picture, secret: string) {
  const body = { digest: photo.digest };
  const answer = await cloud.call('POST', `/public/reports/${id}/photos`, null, body, { 'x-receipt': secret });
  expect(answer.status).toBe(200);
  return Signed.parse(answer.body);
}

/** Puts it there, as a browser does. */
export async function put({ url, headers }: z.infer<typeof Signed>, bytes: Buffer | string): Promise<number> {
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(Buffer.from(bytes)) });
  await answer.arrayBuffer();
  return answer.status;
}

/** The photos of a case, once those that arrived were looked at. */
export async function listed(cloud: TestCloud, id: string, persona: string): Promise<PhotoList['photos']> {
  await cloud.idle();
  const { status, body } = await cloud.get(`/cases/${id}/photos`, persona);
  expect(status).toBe(200);
  return PhotoList.parse(body).photos;
}

/** Names a photo in a case, puts it, and sees it. */
export async function showPhoto(cloud: TestCloud, id: string, picture: Picture, persona: string): Promise<void> {
  expect(await put(await urlFor(cloud, id, picture, persona), picture.bytes)).toBe(200);
  const [shown] = await listed(cloud, id, persona);
  expect((await fetch(shown?.url ?? '')).status).toBe(200);
}

/** What is behind a signed URL. */
export async function fetched(url: string | null | undefined): Promise<Buffer> {
  const answer = await fetch(url ?? '');
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}
