import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { MeView } from '../../functions/shell/me-view.ts';
import { createManualClock } from '../../local/clock.ts';
import { startCloud } from '../../local/cloud.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { MONDAY } from '../support/casework.ts';
import { personasOf } from '../support/personas.ts';

/** What a page asks first: who is this, and in which posts. */

const stranger = { id: 'stranger', subject: 'local|stranger', name: '路人', role: 'officer', unit: 'nowhere' };

test('officers are told their posts and the zone, administrators that they are one, and strangers that nobody knows them', async () => {
  await using cloud = await aCloud({ personas: [...personasOf(documents()), stranger] });
  const { status, body } = await cloud.get('/me', 'niushi-v1');
  expect([status, MeView.parse(body)]).toEqual([
    200,
    {
      at: MONDAY,
      zone: 'Asia/Shanghai',
      district: 'shawan',
      revision: 1,
      subject: 'local|of-niushi-v1',
      officer: { id: 'of-niushi-v1', name: '某某（niushi-v1）' },
      posts: [{ unit: 'niushi-v1', name: '双河村', level: 'village', role: 'officer' }],
      administrator: false,
    },
  ]);
  expect(MeView.parse((await cloud.get('/me', 'admin')).body)).toMatchObject({
    administrator: true,
    posts: [{ unit: 'shawan', level: 'district', role: 'administrator' }],
  });
  expect(await cloud.get('/me', 'stranger')).toMatchObject({ status: 403, body: { code: 'no-officer' } });
  expect(await cloud.get('/me', null)).toMatchObject({ status: 401 });
});

test('before the first directory its founder is answered, and nobody else', async () => {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-me-'));
  const personas = personasOf(documents());
  const clock = createManualClock(Date.parse(MONDAY));
  const cloud = await startCloud({ assembly: inject('assembly'), port: 0, clock, personas, data });
  onTestFinished(async () => {
    await cloud.close();
    rmSync(data, { recursive: true, force: true });
  });
  const me = async (persona: string) => {
    const headers = { authorization: `Bearer ${await cloud.token(persona)}` };
    const answer = await fetch(`${cloud.url}/me`, { headers });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await me('admin')).toEqual({
    status: 200,
    body: {
      at: MONDAY,
      zone: 'UTC',
      district: 'shawan',
      revision: 0,
      subject: 'local|admin',
      officer: null,
      posts: [],
      administrator: true,
    },
  });
  expect(await me('niushi')).toMatchObject({ status: 503, body: { code: 'no-directory' } });
});
