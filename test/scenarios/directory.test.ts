import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { DirectoryImported } from '../../functions/shell/directory-messages.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { anOpening, OTHER_CASE, shanghai } from '../support/casework.ts';

/** S1, S7: the directory over HTTP and from the command line: refused whole with every fault, or taken whole. */

const THIRD = '01KJP3AB5S8M6W3T9V2XQ4RD7E';

/** Runs `npm run directory` against a cloud. */
async function directory(cloud: TestCloud, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['bin/directory.ts', ...args, '--api', cloud.url, '--persona', 'admin']);
  const ended = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  await ended;
  return { code: child.exitCode, said };
}

test('a broken directory is refused whole, every fault named with its row; a dry run changes nothing', async () => {
  await using cloud = await aCloud();
  const good = documents();
  const broken = {
    units: [
      ...good.units,
      { id: 'lost', name: '无处', level: 'village', parent: 'nowhere' },
      { id: 'two', name: '二', level: 'district' },
    ],
    categories: [
      { id: 'bare', name: '无时限', overdue: { remindEvery: { measure: 'minutes', count: 1 }, reminders: 1 } },
    ],
    rosters: [...good.rosters, { unit: 'fulu', duty: ['13800138000'], leader: '+8610000000001' }],
  };
  const refused = await cloud.post('/directory?dryRun=false', broken, 'admin');
  expect(refused).toMatchObject({ status: 422, body: { code: 'directory-refused' } });
  const told = JSON.stringify(refused.body.faults);
  for (const fault of ['nowhere', '13800138000', 'limits']) expect(told).toContain(fault);
  expect(refused.body.faults).toContainEqual(
    expect.objectContaining({ kind: 'units', row: good.units.length + 1, id: 'lost' }),
  );
  expect(refused.body.faults).toContainEqual(
    expect.objectContaining({ kind: 'rosters', row: good.rosters.length + 1 }),
  );

  const renamed = good.units.map((unit) => (unit.id === 'fulu' ? { ...unit, name: '福禄镇人民政府' } : unit));
  const dry = await cloud.post('/directory?dryRun=true', { units: renamed }, 'admin');
  expect(dry).toMatchObject({
    status: 200,
    body: { applied: false, changes: [{ kind: 'units', id: 'fulu', what: 'changed', fields: ['name'] }] },
  });
  expect((await cloud.get('/directory')).body).toMatchObject({ revision: 1 });
});

test('only an administrator changes it, on the revision seen, and nobody is locked out or taken away', async () => {
  await using cloud = await aCloud();
  const { units, officers } = documents();
  expect(await cloud.put('/units', { rows: units }, 'shawan')).toMatchObject({ status: 403 });
  expect(await cloud.put('/units', { rows: units, ifRevision: 7 }, 'admin')).toMatchObject({
    status: 409,
    body: { code: 'revision-conflict' },
  });
  const without = {
    units: units.filter(({ id }) => id !== 'dept-water'),
    officers: officers.filter(({ id }) => id !== 'of-dept-water'),
  };
  const gone = await cloud.post('/directory?dryRun=false', without, 'admin');
  expect(gone.status).toBe(422);
  expect(JSON.stringify(gone.body)).toMatch(/dept-water.*retired/);
  const locked = await cloud.put('/officers', { rows: officers.filter(({ id }) => id !== 'admin') }, 'admin');
  expect(locked).toMatchObject({
    status: 422,
    body: { faults: [expect.objectContaining({ kind: 'officers', row: 0 })] },
  });
  expect(await cloud.get('/rosters', 'niushi-v1')).toMatchObject({ status: 403 });
  expect(await cloud.get('/units', 'niushi-v1')).toMatchObject({ status: 200, body: { revision: 1 } });
});

test('from the command line: dry run, faults by line, apply, and what is decided next knows it', async () => {
  await using cloud = await aCloud();
  const files = mkdtempSync(join(tmpdir(), 'gridlight-files-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const csv = join(files, 'rosters.csv');
  const rosters = documents().rosters.map(({ unit, duty, leader }) => `${unit},${duty.join(';')},${leader}`);
  writeFileSync(csv, ['unit,duty,leader', ...rosters, 'fulu,13800138000,+8610000000001'].join('\n'));
  const faulty = await directory(cloud, 'import', csv);
  expect(faulty.code).toBe(1);
  expect(faulty.said).toMatch(/13800138000/);
  expect(faulty.said).toMatch(new RegExp(`rosters\\.csv.*${rosters.length + 2}`));

  writeFileSync(csv, ['unit,duty,leader', ...rosters, 'fulu,+8610000000051,+8610000000059'].join('\n'));
  expect(await directory(cloud, 'import', csv)).toMatchObject({ code: 0, said: expect.stringMatching(/fulu/) });
  expect((await cloud.get('/directory')).body).toMatchObject({ revision: 1 });
  expect(await directory(cloud, 'import', csv, '--apply')).toMatchObject({ code: 0 });
  expect((await cloud.get('/directory')).body).toMatchObject({ revision: 2 });

  const out = join(files, 'export');
  expect(await directory(cloud, 'export', '--out', out)).toMatchObject({ code: 0 });
  const again = await directory(cloud, 'import', join(out, 'units.json'), join(out, 'rosters.json'), '--apply');
  expect(again.code).toBe(0);
  expect((await cloud.get('/directory')).body).toMatchObject({ revision: 2 });

  // Functions see it within five seconds of real time.
  await pause(5500);
  await cloud.open(anOpening({ grid: 'fulu-v1-g1' }), 'fulu-v1-g1');
  await cloud.command(anOpening().id, 'fulu-v1-g1', { type: 'escalate', reason: '无设备' });
  await cloud.idle();
  expect((await cloud.smsTexts()).some((text) => text.startsWith('+8610000000051'))).toBe(true);
});

test('a dry run tells which deadlines of open cases would move and who would have cases left; then they do move', async () => {
  await using cloud = await aCloud({ from: shanghai('2026-12-28 09:00') });
  const [late, soon, helped] = [anOpening(), anOpening({ id: OTHER_CASE, category: 'fire' }), anOpening({ id: THIRD })];
  for (const opening of [late, soon, helped]) await cloud.open(opening, 'niushi-v1-g1');
  const up = { type: 'escalate', reason: '急', to: 'district', emergency: true };
  expect(await cloud.command(THIRD, 'niushi-v1-g1', up)).toMatchObject({ status: 200 });
  const joint = { department: 'dept-housing', with: [{ department: 'dept-water', mandatory: true }] };
  expect(await cloud.command(THIRD, 'shawan', { type: 'dispatch', instruction: '请办', ...joint })).toMatchObject({
    status: 200,
  });
  await cloud.idle();

  const { calendars, units } = documents();
  const next = calendars.map((calendar) => ({
    ...calendar,
    validThrough: '2027-12-31',
    dates: [{ date: '2027-01-01', is: 'off', name: '元旦' }],
  }));
  const dry = async (documents: object) => {
    const { status, body } = await cloud.post('/directory?dryRun=true', documents, 'admin');
    expect(status).toBe(200);
    return DirectoryImported.parse(body);
  };
  const told = await dry({ calendars: next });
  const dueAt = { from: shanghai('2027-01-11 18:00'), to: shanghai('2027-01-12 18:00') };
  const stage = { clock: 'stage', from: shanghai('2027-01-04 18:00'), to: shanghai('2027-01-05 18:00') };
  expect(told).toMatchObject({ applied: false, openCases: { counted: 3, looked: 3, cut: false, stranded: [] } });
  expect(told.openCases?.moving).toEqual([
    { case: late.id, holder: 'niushi-v1-g1', clock: 'case', ...dueAt },
    { case: THIRD, holder: 'dept-housing', clock: 'case', ...dueAt },
    { case: THIRD, holder: 'dept-housing', ...stage },
    { case: THIRD, holder: 'dept-water', ...stage },
  ]);
  expect(told.openCases?.movingInAll).toBe(4);

  const retired = units.map((unit) => (/g1|water/.test(unit.id) ? { ...unit, retired: true } : unit));
  expect((await dry({ units: retired })).openCases).toEqual({
    counted: 3,
    looked: 3,
    cut: false,
    moving: [],
    movingInAll: 0,
    stranded: [
      { unit: 'dept-water', cases: 1 },
      { unit: 'niushi-v1-g1', cases: 2 },
    ],
  });

  expect(await cloud.post('/directory?dryRun=false', { calendars: next }, 'admin')).toMatchObject({
    status: 200,
    body: { applied: true, revision: 2 },
  });
  await pause(5500);
  for (let hour = 1; hour <= 26; hour += 1) await cloud.passTo(plusSeconds(shanghai('2026-12-28 09:00'), hour * 3600));
  for (const id of [late.id, THIRD])
    expect((await cloud.see(id)).clock).toMatchObject({ dueAt: dueAt.to, directory: 2 });
  expect((await dry({ calendars: next })).openCases).toMatchObject({ movingInAll: 0 });
});

test('a deadline past the announced calendar moves within a day of the announcement, with the reason on record', async () => {
  await using cloud = await aCloud({ from: shanghai('2026-12-28 09:00') });
  const { id } = anOpening();
  await cloud.open(anOpening(), 'niushi-v1-g1');
  expect((await cloud.see(id)).clock).toMatchObject({ provisional: true, dueAt: shanghai('2027-01-11 18:00') });
  const [calendar] = documents().calendars;
  const rows = [{ ...calendar, validThrough: '2027-12-31', dates: [{ date: '2027-01-01', is: 'off', name: '元旦' }] }];
  expect(await cloud.put('/calendars', { rows }, 'admin')).toMatchObject({ status: 200 });
  await pause(5500);
  await cloud.command(id, 'niushi-v1-g1', { type: 'accept' });
  for (let hour = 1; hour <= 26; hour += 1) await cloud.passTo(plusSeconds(shanghai('2026-12-28 09:00'), hour * 3600));
  const moved = await cloud.see(id);
  expect(moved.clock).toMatchObject({ provisional: false, dueAt: shanghai('2027-01-12 18:00'), directory: 2 });
  expect(moved.history).toContainEqual(
    expect.objectContaining({ what: expect.objectContaining({ type: 'rescheduled', because: 'calendar' }) }),
  );
});
