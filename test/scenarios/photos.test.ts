import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening } from '../support/casework.ts';
import { withGps } from '../support/hostile-files.ts';
import { aJpeg, withSegment } from '../support/jpegs.ts';
import { aPicture, fetched, listed, type Picture, pictureOf, put, urlFor } from '../support/photos.ts';
import { ulid } from '../support/ulids.ts';

/**
 * Photos go from the device to the bucket and back, past the functions: only what a case names, only its very bytes. What is
 * shown of them was looked at.
 */

const OFFICER = 'niushi-v1-g1';
const [before, after] = [aPicture('塌陷处'), aPicture('已填平')];

let cloud: TestCloud;
let count = 0;
beforeAll(async () => {
  cloud = await aCloud();
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function opened(...pictures: (typeof before)[]): Promise<string> {
  count += 1;
  const id = ulid(count);
  const opening = anOpening({ id, photos: pictures.map(({ photo }) => photo) });
  expect(await cloud.open(opening, OFFICER)).toMatchObject({ status: 201 });
  return id;
}

test('a case with two photos: one is put there and seen, the other still awaited, and a result brings its own', async () => {
  const id = await opened(before, after);
  const unseen = { state: 'waiting', url: null, thumbnail: null, expiresAt: null, shown: null, fault: null, event: 1 };
  expect(await listed(cloud, id, OFFICER)).toEqual([
    { ...before.photo, ...unseen },
    { ...after.photo, ...unseen },
  ]);
  const signed = await urlFor(cloud, id, before, OFFICER);
  expect(signed.expiresAt).toBe(plusSeconds(cloud.now(), 600));
  expect(await put(signed, before.bytes)).toBe(200);
  const answer = await cloud.post(`/cases/${id}/photos`, { digest: before.photo.digest }, OFFICER);
  expect(answer).toEqual({ status: 200, body: { digest: before.photo.digest, stored: true } });

  const [first, second] = await listed(cloud, id, 'shawan');
  expect([first?.expiresAt, second?.url]).toEqual([plusSeconds(cloud.now(), 600), null]);
  // There was nothing to take out: what is shown proves itself against the case.
  expect(first).toMatchObject({ state: 'shown', shown: before.photo.digest });
  const shown = await fetch(first?.url ?? '');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(before.bytes);
  expect(shown.headers.get('content-disposition')).toBe(`inline; filename="${id}-1.jpg"`);

  const done = aPicture('验收照片');
  const resolve = { type: 'resolve', result: '已填平', photos: [done.photo] };
  expect(await cloud.command(id, OFFICER, resolve)).toMatchObject({ status: 200 });
  expect(await put(await urlFor(cloud, id, done, OFFICER), done.bytes)).toBe(200);
  expect((await listed(cloud, id, OFFICER)).map(({ event, url }) => [event, url !== null])).toEqual([
    [1, true],
    [1, false],
    [3, true],
  ]);
  const told = (await cloud.see(id)).history.map(({ content }) => content?.photos);
  expect(told.filter(Boolean)).toEqual([[before.photo, after.photo], [done.photo]]);
});

test('nothing else than the very bytes is taken, once', async () => {
  const id = await opened(before);
  const signed = await urlFor(cloud, id, before, OFFICER);
  const changed = Buffer.from(before.bytes);
  changed[0] = (changed[0] ?? 0) ^ 1;
  expect(await put(signed, changed)).toBe(400);
  expect(await put(signed, `${before.bytes}…`)).toBe(403);
  expect(await put({ ...signed, headers: { ...signed.headers, 'content-type': 'text/html' } }, before.bytes)).toBe(403);
  expect(await put({ ...signed, url: signed.url.replace(id, ulid(999)) }, before.bytes)).toBe(403);
  expect((await listed(cloud, id, OFFICER))[0]?.url).toBeNull();
  expect(await put(signed, before.bytes)).toBe(200);
  const again = await Promise.all([put(signed, before.bytes), put(signed, before.bytes)]);
  // Once it was looked at, the same bytes may come again, and change nothing.
  for (const status of again) expect([200, 412]).toContain(status);
  expect(await listed(cloud, id, OFFICER)).toMatchObject([{ state: 'shown', shown: before.photo.digest }]);
});

test('what the case does not name is not signed for, be it known to another case', async () => {
  const other = await opened(after);
  const id = await opened(before);
  expect(await put(await urlFor(cloud, other, after, OFFICER), after.bytes)).toBe(200);
  const ask = (digest: unknown, persona = OFFICER) => cloud.post(`/cases/${id}/photos`, { digest }, persona);
  expect(await ask(after.photo.digest)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  for (const digest of ['../../x', before.photo.digest.toUpperCase(), undefined, 7]) {
    expect(await ask(digest)).toMatchObject({ status: 400, body: { code: 'malformed' } });
  }
  expect(await cloud.post(`/cases/${ulid(998)}/photos`, { digest: before.photo.digest }, OFFICER)).toMatchObject({
    status: 404,
  });
});

test('only who may read the case', async () => {
  const id = await opened(before);
  for (const persona of ['fulu', 'dept-housing', 'admin']) {
    expect(await cloud.get(`/cases/${id}/photos`, persona)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    const asked = await cloud.post(`/cases/${id}/photos`, { digest: before.photo.digest }, persona);
    expect(asked).toMatchObject({ status: 403, body: { code: 'not-yours' } });
  }
  expect(await cloud.get(`/cases/${id}/photos`, null)).toMatchObject({ status: 401 });
});

test('a photo from home is shown without its place, and small; its digest and that of what is shown are told', async () => {
  const picture = pictureOf(withSegment(withGps(aJpeg('家门口', 640, 480)), 0xfe, '张某某'));
  const id = await opened(picture);
  expect(await put(await urlFor(cloud, id, picture, OFFICER), picture.bytes)).toBe(200);
  const [photo] = await listed(cloud, id, OFFICER);
  const [large, small] = [await fetched(photo?.url), await fetched(photo?.thumbnail)];
  expect(large).toEqual(aJpeg('家门口', 640, 480));
  expect(small.length).toBeLessThan(large.length / 2);
  expect(photo).toMatchObject({ digest: picture.photo.digest, state: 'shown', shown: pictureOf(large).photo.digest });
  for (const bytes of [large, small]) for (const gone of ['Exif', '张某某']) expect(bytes.includes(gone)).toBe(false);
});

test('where it was taken stays in it if whoever sent it agreed, and nothing else does', async () => {
  const { bytes, photo } = pictureOf(withSegment(withGps(aJpeg('现场')), 0xfe, '张某某'));
  const picture: Picture = { bytes, photo: { ...photo, keepLocation: true } };
  const id = await opened(picture);
  expect(await put(await urlFor(cloud, id, picture, OFFICER), bytes)).toBe(200);
  const [shown] = await listed(cloud, id, OFFICER);
  const large = await fetched(shown?.url);
  expect([large.includes('Exif'), large.includes('张某某')]).toEqual([true, false]);
});

test.each([
  ['HTML', '<!doctype html><script>alert(document.domain)</script>', 'not-a-jpeg'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'not-a-jpeg'],
  ['a JPEG that breaks off', aJpeg('断').subarray(0, 900), 'damaged'],
  [
    'a polyglot',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')]),
    'not-a-jpeg',
  ],
])('%s under the name of a photo is refused, never shown, and not taken again', async (_, content, fault) => {
  const picture = pictureOf(content);
  const id = await opened(picture);
  const signed = await urlFor(cloud, id, picture, OFFICER);
  expect(await put(signed, picture.bytes)).toBe(200);
  expect(await listed(cloud, id, OFFICER)).toMatchObject([{ state: 'refused', fault, url: null, thumbnail: null }]);
  const again = await cloud.post(`/cases/${id}/photos`, { digest: picture.photo.digest }, OFFICER);
  expect(again).toMatchObject({ status: 422, body: { code: 'not-a-photo', rule: fault } });
});

test('what is shown is a JPEG and nothing else, be it asked for as a page', async () => {
  const picture = pictureOf(Buffer.concat([aJpeg('页'), Buffer.from('<html><script>alert(1)</script>')]));
  const id = await opened(picture);
  const signed = await urlFor(cloud, id, picture, OFFICER);
  expect(await put(signed, picture.bytes)).toBe(200);
  // Nobody can read what was put, be it looked at or not.
  expect((await fetch(signed.url)).status).toBe(403);
  const [shown] = await listed(cloud, id, OFFICER);
  expect(await fetched(shown?.url)).toEqual(aJpeg('页'));
  const served = await fetch(shown?.url ?? '', { headers: { accept: 'text/html' } });
  expect(served.headers.get('content-type')).toBe('image/jpeg');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  expect(served.headers.get('cache-control')).toBe('private, no-store');
  for (const other of ['text%2Fhtml', 'image%2Fsvg%2Bxml']) {
    expect((await fetch(`${shown?.url}`.replace('image%2Fjpeg', other))).status).toBe(403);
  }
});

test('signed URLs end: neither put nor shown after ten minutes', async () => {
  const id = await opened(before, after);
  const signed = await urlFor(cloud, id, before, OFFICER);
  expect(await put(await urlFor(cloud, id, after, OFFICER), after.bytes)).toBe(200);
  const url = (await listed(cloud, id, OFFICER))[1]?.url ?? '';
  await cloud.passTo(plusSeconds(cloud.now(), 601));
  expect(await put(signed, before.bytes)).toBe(403);
  expect((await fetch(url)).status).toBe(403);
  expect(await put(await urlFor(cloud, id, before, OFFICER), before.bytes)).toBe(200);
  expect((await listed(cloud, id, OFFICER))[0]).toMatchObject({ state: 'shown' });
});

test('more photos than a case may name at a time are refused', async () => {
  const photos = Array.from({ length: 7 }, (_, index) => aPicture(`${index}`).photo);
  expect(await cloud.open(anOpening({ id: ulid(997), photos }), OFFICER)).toMatchObject({
    status: 400,
    body: { faults: [expect.objectContaining({ path: 'photos' })] },
  });
});
