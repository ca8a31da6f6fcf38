import { describe, expect, it, vi } from 'vitest';
import type { PhotoUploadAnswer } from '../../../functions/shell/photo-messages.ts';
import { deliver } from '../../../web/residents/deliver.ts';
import type { Answer } from '../../../web/shell/answer.ts';

const upload = { id: '01M', secret: 'S', photo: { digest: 'd1', blob: new Blob(['photo']) } };
const permitted: Answer<PhotoUploadAnswer> = {
  ok: true,
  status: 200,
  value: {
    digest: 'd1',
    url: 'https://bucket.example/d1',
    headers: { 'content-type': 'image/jpeg' },
    expiresAt: '2026-02-13T09:00:00.000Z',
  },
};
const stored: Answer<PhotoUploadAnswer> = { ok: true, status: 200, value: { digest: 'd1', stored: true } };
const no = (status: number): Answer<PhotoUploadAnswer> => ({ ok: false, problem: { code: '', status, detail: '' } });

const tried = (permit: Answer<PhotoUploadAnswer>, put: typeof fetch) =>
  deliver(upload, { permit: async () => permit, fetch: put });
const answers = (status: number, headers = {}) => tried(permitted, async () => new Response(null, { status, headers }));

describe('a photo on its way', () => {
  it.each([200, 412])('is there after %i', async (status) => expect(await answers(status)).toEqual({ is: 'sent' }));

  it.each([400, 403, 409, 500])('may get through later after %i of the bucket', async (status) =>
    expect(await answers(status)).toEqual({ is: 'failed', told: 0 }),
  );

  it('waits as long as the bucket says', async () =>
    expect(await answers(503, { 'retry-after': '30' })).toEqual({ is: 'failed', told: 30_000 }));

  it('may get through later after a dead line', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(await tried(permitted, () => Promise.reject(new TypeError('no line')))).toEqual({ is: 'failed', told: 0 });
  });

  it.each([
    [0, { is: 'held', told: 0 }],
    [503, { is: 'held', told: 0 }],
    [429, { is: 'held', told: 60_000 }],
    [404, { is: 'refused' }],
  ])('is not put after %i of the API', async (status, outcome) => {
    const put = vi.fn<typeof fetch>();
    expect([await tried(no(status), put), put.mock.calls.length]).toEqual([outcome, 0]);
  });

  it('is not put twice', async () => {
    const put = vi.fn<typeof fetch>();
    expect([await tried(stored, put), put.mock.calls.length]).toEqual([{ is: 'sent' }, 0]);
  });

  it('is put for two minutes at most, with what was signed', async () => {
    const put = vi.fn<typeof fetch>(async () => new Response());
    await tried(permitted, put);
    expect(put).toHaveBeenCalledWith('https://bucket.example/d1', {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: upload.photo.blob,
      signal: expect.any(AbortSignal),
    });
  });
});
