import { expect, test } from 'vitest';
import { run } from '../../bin/cases/run.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud } from '../support/a-cloud.ts';
import { anOpening, shanghai } from '../support/casework.ts';

/*
 * S10, S16: "dead letters with an alarm and a command to send them again". Nothing reaches anybody for an hour; what is still
 * news is listed, tried again each hour, and at once when somebody says so.
 */

async function cases(...args: string[]) {
  const lines: string[] = [];
  return { code: await run(args, (line) => lines.push(line)), text: lines.join('\n') };
}

test('what reached nobody is listed until it does, or is no news any more', async () => {
  await using cloud = await aCloud();
  const { id } = anOpening();
  const list = () => cases('unreached', '--url', cloud.url);
  expect(await list()).toEqual({ code: 0, text: 'Every notice reached a telephone, or is on its way.' });

  cloud.sms.failWith(() => ({ status: 400, code: 'OptedOut', message: 'no' }));
  await cloud.open(anOpening(), 'niushi-v1-g1');
  const red = shanghai('2026-03-02 18:00:01');
  for (let minute = 0; minute <= 80; minute += 1) await cloud.passTo(plusSeconds(red, minute * 60));
  const dead = await list();
  expect(dead.code).toBe(1);
  expect(dead.text).toMatch(new RegExp(`${id}: red to duty of niushi-v1-g1, in vain since .* 6 tries`));
  expect(dead.text).toMatch(new RegExp(`${id}: red to leader of niushi-v1-g1`));
  expect((await cloud.see(id)).history.filter(({ what }) => what.type === 'notified')).toContainEqual(
    expect.objectContaining({ what: expect.objectContaining({ outcome: 'given-up' }) }),
  );

  cloud.sms.failWith(() => undefined);
  expect(await cases('notify', id, '--url', cloud.url)).toEqual({ code: 0, text: `${id}: 2 notices are sent now` });
  await cloud.idle();
  expect((await cloud.smsTexts()).filter((text) => text.includes('红灯')).map((text) => text.slice(0, 14))).toEqual(
    expect.arrayContaining(['+8610000000031', '+8610000000039']),
  );
  expect(await list()).toMatchObject({ code: 0 });
  expect((await cases('notify', id, '--url', cloud.url)).text).toBe(`${id}: 0 notices are sent now`);
}, 120_000);

test('a command line that cannot be read says why', async () => {
  expect(await cases('notify')).toMatchObject({ code: 1, text: expect.stringContaining('numbers of cases') });
  const names = ['--machine', 'arn:aws:states:eu-central-1:111122223333:stateMachine:c:live', '--table', 'cases'];
  expect(await cases('unreached', ...names, '--directory', 'directory', '--district', 'shawan')).toMatchObject({
    code: 1,
    text: expect.stringContaining('--lines is missing'),
  });
});
