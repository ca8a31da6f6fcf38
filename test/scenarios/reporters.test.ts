import { expect, test } from 'vitest';
import { Reporters } from '../../functions/shell/list-messages.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { anOpening } from '../support/casework.ts';

/** A clerk at the station files for a rural officer who called. */

const reporter = 'of-niushi-v1-g1';
const byClerk = { officer: 'of-niushi-v1', unit: 'niushi-v1', role: 'officer' };
const byOfficer = { officer: reporter, unit: 'niushi-v1-g1', role: 'officer' };
const opening = anOpening({ reporter });
const PHONE = '+8610000000701';
const withPhone = documents({
  officers: documents().officers.map((officer) => (officer.id === reporter ? { ...officer, phone: PHONE } : officer)),
});

test('the officer is credited and holds it, the clerk is on record, and a replay changes nothing', async () => {
  await using cloud = await aCloud();
  const { status, body } = await cloud.get('/reporters?grid=niushi-v1-g1', 'niushi-v1');
  expect([status, Reporters.parse(body).reporters.map(({ id }) => id)]).toEqual([200, [reporter]]);

  expect(await cloud.open(opening, 'niushi-v1')).toMatchObject({ status: 201, body: { reporter: byOfficer } });
  expect(await cloud.open(opening, 'niushi-v1')).toMatchObject({ status: 200, body: { version: 2 } });
  const { reporter: _, ...other } = opening;
  expect(await cloud.open(other, 'niushi-v1')).toMatchObject({ status: 409, body: { code: 'id-conflict' } });

  const kase = await cloud.see(opening.id, 'niushi-v1-g1');
  expect(kase).toMatchObject({
    reporter: byOfficer,
    firstReceiver: { by: byOfficer },
    stages: [{ acceptedBy: byOfficer }],
    history: [
      { by: byClerk, what: { type: 'opened', reporter: byOfficer } },
      { by: byOfficer, what: { type: 'accepted' } },
    ],
    chain: { verified: true },
  });
  expect(Object.keys(kase.people).toSorted()).toEqual(['of-niushi-v1', reporter]);
  expect(await cloud.smsTexts()).toEqual([]);
  expect(await cloud.command(opening.id, 'niushi-v1-g1', { type: 'resolve', result: '已修补' })).toMatchObject({
    status: 200,
    body: { status: 'closed' },
  });
});

test('what was handled on the spot is the officer’s result', async () => {
  await using cloud = await aCloud();
  const reply = await cloud.open({ ...opening, record: { result: '已劝导' } }, 'niushi-v1');
  expect(reply).toMatchObject({ status: 201, body: { status: 'closed', reporter: byOfficer } });
  const { history } = await cloud.see(opening.id);
  expect(history.map(({ by }) => by)).toEqual([byClerk, byOfficer, byOfficer]);
});

test('a stranger, somebody from elsewhere and a filer without a post there are refused, and open no case', async () => {
  await using cloud = await aCloud();
  for (const [body, who, status, code] of [
    [{ ...opening, reporter: 'stranger' }, 'niushi-v1', 422, 'unknown-officer'],
    [{ ...opening, reporter: 'of-niushi-v1-g2' }, 'niushi-v1', 422, 'reporter-elsewhere'],
    [{ ...opening, reporter: 'Of Niushi' }, 'niushi-v1', 400, 'malformed'],
    [opening, 'fulu-v1', 403, 'not-yours'],
  ] as const) {
    expect(await cloud.open(body, who)).toMatchObject({ status, body: { code } });
  }
  expect(await cloud.get(`/cases/${opening.id}`)).toMatchObject({ status: 404 });
  for (const [grid, who, status] of [
    ['niushi-v1-g1', 'fulu-v1', 403],
    ['niushi-v1-g1', 'admin', 403],
    ['niushi-v1', 'niushi-v1', 404],
    ['no-such-grid', 'niushi-v1', 404],
  ] as const) {
    expect(await cloud.get(`/reporters?grid=${grid}`, who)).toMatchObject({ status });
  }
});

test('the registered telephone of an officer is shown to the centre and to administrators alone', async () => {
  await using cloud = await aCloud({ directory: withPhone });
  await cloud.open(opening, 'niushi-v1');
  for (const who of ['niushi-v1-g1', 'niushi-v1', 'niushi', 'dept-housing']) {
    expect(await cloud.get('/officers', who)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
  }
  for (const who of ['shawan', 'admin']) {
    expect(JSON.stringify((await cloud.get('/officers', who)).body)).toContain(PHONE);
  }
  const paths = ['/me', '/units', `/cases/${opening.id}`, `/cases/${opening.id}/explanation`];
  for (const path of [...paths, '/reporters?grid=niushi-v1-g1', '/cases?holder=niushi-v1-g1', '/wall?unit=niushi-v1']) {
    const { status, body } = await cloud.get(path, path === '/me' ? 'niushi-v1-g1' : 'niushi-v1');
    expect([path, status, JSON.stringify(body).includes(PHONE.slice(-4))]).toEqual([path, 200, false]);
  }
});
