import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { fakeClock, Held, hold, newJournal, rig } from './support.ts';

const definition = { StartAt: 'Hold', States: { Hold: hold({ TimeoutSeconds: 86_400 }, { End: true }) } };

test.each([40, 400])('a process killed after %d acknowledged starts has lost none, nor a token', async (least) => {
  const journal = newJournal();
  const invoked = `${journal}.invoked`;
  const script = new URL('./busy.ts', import.meta.url).pathname;
  const busy = spawn(process.execPath, [script, journal, JSON.stringify(definition), invoked]);
  let said = '';
  busy.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
    if (said.split('\n').length > least) busy.kill('SIGKILL');
  });
  await once(busy, 'close');
  const acknowledged = said.split('\n').slice(0, -1);
  expect(acknowledged.length).toBeGreaterThanOrEqual(least);
  expect(acknowledged.filter((line) => !line.endsWith(' 200'))).toEqual([]);

  const given = readFileSync(invoked, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => Held.parse(JSON.parse(line)).token);
  const again: string[] = [];
  await using cloud = await rig(
    { hold: (payload) => again.push(Held.parse(payload).token) },
    { journal, time: fakeClock(Date.now()) },
  );
  for (let turns = 0; turns < 50; turns++) await cloud.time.settle();
  const { running, waiting } = cloud.states.stats();
  expect([running, waiting]).toEqual([running, running]);
  expect(running).toBeGreaterThanOrEqual(acknowledged.length);
  const tokens = new Set([...given, ...again]);
  expect(tokens.size).toBe(running);
  for (const taskToken of tokens) await cloud.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
});
