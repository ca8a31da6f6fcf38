import { setTimeout as pause } from 'node:timers/promises';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { WhatOf } from '../../domain/case/event.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import { ms, type Phone, plusSeconds } from '../../domain/primitives.ts';
import { inTurns } from '../../functions/shell/in-turns.ts';
import { lineStore } from '../../functions/shell/line-store.ts';
import type { Sms } from '../../local/sms.ts';
import { aCloud } from '../support/a-cloud.ts';
import { addCrowd, claimsOf, crowdedDocuments } from '../support/a-crowd.ts';
import { MONDAY, shanghai } from '../support/casework.ts';
import { inside } from '../support/inside.ts';

/*
 * "1,000 red cases in one minute in one township: no phone gets 1,000 messages; nobody who must know is left out; the numbers
 * are printed." The grids have no roster of their own, so everything goes to the few telephones of village, township and centre.
 */

const COUNT = 1000;
const GRIDS = 20;
const MINUTES = 120;
/** What a telephone may get at most, whatever happens: so many seconds, so many messages. */
const PACE = [
  [60, 1],
  [15 * 60, 5],
  [60 * 60, 11],
  [3 * 60 * 60, 21],
] as const;

const { rosters, ...rest } = crowdedDocuments(GRIDS);
const directory = { ...rest, rosters: rosters.filter(({ unit }) => !unit.startsWith('crowd-')) };
const own = openDirectory(directory, 'shawan', 1);
const NAMES = new Map<Phone, string>(
  own
    .lineage('crowd-g0')
    .flatMap(({ id }) => directory.rosters.filter(({ unit }) => unit === id))
    .flatMap(({ unit, duty, leader }) => [
      ...duty.map((phone, index): [Phone, string] => [phone, `${unit} duty ${index + 1}`]),
      [leader, `${unit} leader`] as [Phone, string],
    ]),
);

test('a thousand cases of one township turn red in one minute, and nobody acknowledges for two hours', async () => {
  const began = performance.now();
  const messages: Sms[] = [];
  await using cloud = await aCloud({ directory, onSms: (sms) => messages.push(sms) });
  using look = inside(cloud.endpoints);
  await addCrowd(look, { count: COUNT, from: plusSeconds(MONDAY, -60), seconds: 60, grids: GRIDS });
  await until(() => cloud.states.stats().waiting === COUNT);
  await cloud.idle();
  // They are opened before hours, so the limit of each ends with the working day.
  await cloud.passTo(shanghai('2026-03-02 14:30:01'));
  await until(async () => (await crowd()).every((file) => claimsOf(file, 'yellow').length > 0));
  await until(() => cloud.states.stats().waiting === COUNT);
  for (const time of ['14:32', '15:40', '16:50', '17:59']) await cloud.passTo(shanghai(`2026-03-02 ${time}`));
  const red = shanghai('2026-03-02 18:01');
  const before = messages.length;
  await cloud.passTo(red);
  await until(async () => (await crowd()).every((file) => claimsOf(file, 'red').length > 0));
  for (let minute = 1; minute <= MINUTES; minute += 1) await cloud.passTo(plusSeconds(red, minute * 60));
  await cloud.idle();

  const files = await crowd();
  const sent = messages.slice(before);
  const reds = files.map(toldOfRed);
  const { TableNames = [] } = await look.tables.send(new ListTablesCommand({}));
  const lines = lineStore(look.tables, TableNames.find((name) => /lines/i.test(name)) ?? '', 'shawan');
  console.table(await inTurns([...NAMES], 1, figuresOf));
  console.log(`${COUNT} red cases: ${sent.length} messages to ${NAMES.size} telephones, ${seconds(began)} s`);

  expect(files).toHaveLength(COUNT);
  for (const [phone, name] of NAMES) {
    const times = sent.filter((sms) => sms.phone === phone).map(({ at }) => ms(at));
    for (const [within, most] of PACE) {
      const busiest = Math.max(
        0,
        ...times.map((from) => times.filter((at) => from <= at && at < from + within * 1000).length),
      );
      expect(busiest, `${name} in ${within} s`).toBeLessThanOrEqual(most);
    }
  }
  // Nobody is left out: duty and leader of the nearest roster have each case, and so has each telephone that is next.
  const nearest = own.roster('crowd-g0');
  const first = [own.onDuty('crowd-g0', red)[0] ?? '', nearest.leader];
  const ladder = [...new Set([...first, ...NAMES.keys()])];
  for (const phones of reds) {
    expect(phones.filter((phone, place) => phones.indexOf(phone) !== place)).toEqual([]);
    expect(phones).toEqual(expect.arrayContaining(first));
    expect(new Set(phones)).toEqual(new Set(ladder.slice(0, phones.length)));
    expect(phones.length).toBeGreaterThanOrEqual(6);
  }
  for (const [phone, name] of NAMES) {
    const waiting = await lines.letters(phone);
    const wakeAt = (await lines.load(phone))?.wakeAt;
    if (waiting.length === 0) continue;
    console.log(`${name}: ${waiting.length} letters wait until ${wakeAt}`);
    expect((wakeAt ?? '') > cloud.now(), `${name} is held by the pace alone`).toBe(true);
  }

  async function crowd(): Promise<CaseFile[]> {
    return [...(await look.files()).values()].filter((file) => caseOf(file).category === 'roads');
  }
  /** Of the messages since red: how many, how many letters they told, and how long one waited for its line at most. */
  async function figuresOf([phone, telephone]: [Phone, string]) {
    const log = await lines.log(phone, red, cloud.now());
    const waits = log.flatMap(({ at, letters }) => letters.map((letter) => (ms(at) - ms(letter.at)) / 60_000));
    return { telephone, messages: log.length, letters: waits.length, 'longest wait, minutes': Math.max(0, ...waits) };
  }
}, 1_500_000);

/** What is on record of red that went out to a telephone. */
const redTo = ({ history }: CaseFile, phone: Phone) =>
  history.filter(
    ({ what }) => what.type === 'notified' && isRed(history, what) && what.phoneEnding === phone.slice(-4),
  );
const toldOfRed = (file: CaseFile): Phone[] =>
  [...NAMES.keys()].flatMap((phone) => redTo(file, phone).map(() => phone));
const isRed = (history: CaseFile['history'], { notice, outcome }: WhatOf<'notified'>): boolean => {
  const event = history.find(({ seq }) => seq === Number.parseInt(notice, 10));
  return outcome === 'sent' && event?.what.type === 'rung' && event.what.rung === 'red';
};

const seconds = (began: number) => Math.round((performance.now() - began) / 100) / 10;

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 300_000;
  while (!(await done())) {
    if (performance.now() > giveUpAt) throw new Error('it did not come to pass in 300 s');
    await pause(1000);
  }
}
