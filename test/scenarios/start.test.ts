import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { lightOf } from '../../domain/case/light.ts';
import { CaseView } from '../../functions/shell/case-view.ts';
import { npmStart } from '../support/npm-start.ts';

/** `npm start --speed 1440` as a newcomer runs it: a minute is a day, lights turn, telephones are told once. */

const ID = '01KJP3AB5S8M6W3T9V2XQ4RD7C';
const Token = z.object({ access_token: z.string() });
const Sms = z.array(z.object({ phone: z.string(), message: z.string() }));

test('lights turn at their instants and the right phones are told once; after a restart it carries on', async () => {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-start-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const flags = ['--data', data, '--speed', '1440'];
  const first = await npmStart(...flags);
  const call = async (url: string, path: string, persona: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/local/token`, { method: 'POST', body: JSON.stringify({ persona }) });
    const { access_token } = Token.parse(await answer.json());
    const headers = { authorization: `Bearer ${access_token}` };
    const reply = await fetch(url + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const see = async (url: string) => CaseView.parse(await call(url, `/cases/${ID}`, 'grid'));

  await call(first.url, '/cases', 'village', {
    id: ID,
    category: 'fire',
    grid: 'shawan-town-c01-g1',
    words: '电瓶车充电起火',
  });
  const lights = new Set<string>();
  let seen = await see(first.url);
  for (const until = Date.now() + 60_000; Date.now() < until && !lights.has('red'); await pause(20)) {
    seen = await see(first.url);
    const [stage] = seen.stages;
    if (seen.stages.length > 1 || !stage) break;
    // Exact at every look, whatever timers have done by then.
    const expected = [seen.clock, stage.clock].map(
      ({ warnAt, dueAt }) => lightOf({ warnAt: warnAt ?? '', dueAt: dueAt ?? '' }, null, seen.at).light,
    );
    const worst = ['red', 'yellow', 'green'].find((light) => expected.some((own) => own === light));
    expect(seen.light).toBe(worst);
    lights.add(seen.light);
  }
  // A busy machine may look too late for the first of them, never in another order.
  expect([...lights]).toEqual(['green', 'yellow', 'red'].slice(-lights.size));

  await pause(1500);
  seen = await see(first.url);
  const [stage] = seen.stages;
  const rungs = seen.history.flatMap(({ what }) => (what.type === 'rung' && what.stage === 1 ? [what] : []));
  expect(rungs.slice(0, 2)).toMatchObject([
    { rung: 'yellow', due: stage?.clock.warnAt },
    { rung: 'red', due: new Date(Date.parse(stage?.clock.dueAt ?? '') + 1).toISOString() },
  ]);
  const sms = Sms.parse(await (await fetch(`${first.url}/local/sms?limit=1000`)).json()).filter(({ message }) =>
    message.includes(ID),
  );
  const red = sms.filter(({ message }) => message.includes('红灯逾期') && message.includes('网格'));
  // Duty and leader at once; at this speed quarters of an hour pass in half a second, and the next telephones hear of it too.
  expect(red.length).toBeGreaterThanOrEqual(2);
  expect(new Set(red.map(({ phone }) => phone)).size).toBe(red.length);
  // Lights and hand-overs are told once to each phone; reminders repeat, each as a notice of its own on the record.
  for (const { phone, message } of sms.filter(({ message: text }) => !text.includes('未办结'))) {
    const same = sms.filter((other) => other.phone === phone && other.message === message);
    expect(same, `${phone} ${message}`).toHaveLength(1);
  }
  const later = await see(first.url);
  const tried = later.history.filter(({ what }) => what.type === 'notified').length;
  expect(sms.length).toBeLessThanOrEqual(tried + later.outbox.filter(({ claimedAt }) => claimedAt !== null).length);

  expect(await first.stop()).toBe(0);
  const second = await npmStart(...flags);
  const after = await see(second.url);
  expect(after.history.slice(0, seen.history.length)).toEqual(seen.history);
  expect(after.chain.verified).toBe(true);
  expect(await second.stop()).toBe(0);
});

test('a flag that is not there is told, with those that are', async () => {
  const child = spawn(process.execPath, ['bin/local.ts', '--sped', '3'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let told = '';
  for await (const chunk of child.stderr) told += String(chunk);
  await ended;
  expect(child.exitCode).toBe(2);
  expect(told).toMatch(/--sped/);
  expect(told).toMatch(/--speed/);
});
