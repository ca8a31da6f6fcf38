import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Letter } from '../../domain/line/letter.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCase, means, PATIENCE, shanghai, ticked } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { aDirectoryTable, table } from './directory-table.ts';
import { aProcess, aWorld, Killed, type Killing, outcomesTo } from './sending.ts';

/*
 * S10: whoever sends may die at any write. Whoever comes after it delivers, tells every case once of each attempt, leaves no
 * letter behind, and nobody gets the same message a third time.
 */

const RED = shanghai('2026-03-02 18:00:01');
const PHONE = '+8610000000031';
const CASES = 3;

for (const name of ['DISTRICT', 'CASES_TABLE', 'DIRECTORY_TABLE', 'REVIEWS_TABLE', 'LINES_TABLE', 'AWS_REGION'])
  vi.stubEnv(name, 'local');
const { sendFrom } = await import('../../functions/shell/send-line.ts');
const { lineStore } = await import('../../functions/shell/line-store.ts');

let engine: Awaited<ReturnType<typeof aDirectoryTable>>;
let worlds = 0;
beforeAll(async () => {
  engine = await aDirectoryTable();
});
afterAll(() => engine.close());

/** Cases that have just turned red, with their letters on the line of one telephone. */
async function redCases() {
  worlds += 1;
  const world = aWorld(lineStore(engine.client, table, `district-${worlds}`), RED);
  for (let number = 0; number < CASES; number += 1) {
    const id = ulid(number);
    world.files.set(id, { ...ticked(aCase({ id }), RED), version: 1 });
  }
  await world.post(means);
  return world;
}
type World = Awaited<ReturnType<typeof redCases>>;

/** Minutes pass in which the notices are posted and the line is rung, as the stream and the reconciler do. */
async function pass(world: World, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.pass(60);
    await world.post(means);
    await sendFrom(world.sender(), PHONE);
  }
}
const sentTo = ({ sent }: World) => sent.filter(({ message }) => message.phone === PHONE);
/** How many messages that really left told of each case. */
async function newsTo(world: World): Promise<number[]> {
  const messages = await Promise.all(
    sentTo(world).map(({ message }) => world.lines.message(PHONE, Number(message.id))),
  );
  const about = messages.flatMap((message) => message?.letters ?? []).map(({ id }) => id);
  return [...world.files.keys()].map((id) => about.filter((own) => own === id).length);
}
const hasLeft = (write = '', when: Killing['when']) => write === 'message' || (write === 'send' && when === 'after');
const outcomes = ({ files }: World) => [...files.values()].map((file) => outcomesTo(file, PHONE));

const WRITES = ['line', 'spend', 'send', 'message', 'case', 'case', 'case', 'drop', 'drop', 'drop', 'line', 'line'];

test('a message is claimed, counted, sent, put on record, told to each case, and the line is free again', async () => {
  const world = await redCases();
  const process = aProcess();
  await sendFrom(world.sender(process), PHONE);
  expect([...process.writes].sort()).toEqual([...WRITES].sort());
  expect(process.writes.slice(0, 4)).toEqual(WRITES.slice(0, 4));
  expect(process.writes.slice(-1)).toEqual(['line']);
  expect(outcomes(world)).toEqual(Array(CASES).fill(['sent']));
  expect(sentTo(world)).toHaveLength(1);
});

const killings = WRITES.flatMap((_, at): Required<Killing>[] => [
  { at, when: 'before' },
  { at, when: 'after' },
]);
describe('a sender that dies', () => {
  test.each(killings)('$when write $at', async (killing) => {
    const world = await redCases();
    const dying = aProcess(killing);
    await expect(sendFrom(world.sender(dying), PHONE)).rejects.toThrow(Killed);
    const died = dying.writes[killing.at];

    await sendFrom(world.sender(), PHONE);
    const isClaimed = (await world.lines.load(PHONE))?.line.sending != null;
    if (isClaimed) expect(sentTo(world).length, 'others leave the line alone while its owner may live').toBeLessThan(2);
    await pass(world, PATIENCE / 60 + 3);

    const told = outcomes(world);
    const last = told.map((own) => own.at(-1));
    expect(last, `killed ${killing.when} ${died}`).toEqual(Array(CASES).fill('sent'));
    for (const own of told) expect(own).toEqual(own.length === 1 ? ['sent'] : ['unknown', 'sent']);
    for (const [index, news] of (await newsTo(world)).entries())
      expect(news).toBeLessThanOrEqual(told[index]?.length ?? 0);
    expect(Math.min(...(await newsTo(world)))).toBe(told[0]?.length === 2 && hasLeft(died, killing.when) ? 2 : 1);
    expect(await world.lines.letters(PHONE)).toEqual([]);
    expect(await world.lines.load(PHONE)).toMatchObject({ line: { sending: null }, wakeAt: null });
  });
});

describe('a sender that dies over what reaches nobody', () => {
  const DYING = ['line', 'spend', 'send', 'message', 'dead', 'case', 'dead', 'case', 'dead', 'case', 'drop'];
  test.each(
    DYING.flatMap((_, at): Required<Killing>[] => [
      { at, when: 'before' },
      { at, when: 'after' },
    ]),
  )('$when write $at', async (killing) => {
    const world = await redCases();
    world.outcome = { outcome: 'unknown' };
    await sendFrom(world.sender(), PHONE);
    world.pass(PATIENCE);
    await world.post(means);
    await expect(sendFrom(world.sender(aProcess(killing)), PHONE)).rejects.toThrow(Killed);
    await pass(world, PATIENCE / 60 + 3);

    const dead = [...world.files.entries()].flatMap(([id, { outbox }]) =>
      outbox.flatMap(({ id: notice, deadSince }) => (deadSince === undefined ? [] : [`${id} ${notice}`])),
    );
    expect(dead).toHaveLength(CASES);
    expect((await world.lines.dead()).map(({ id, notice }) => `${id} ${notice}`).sort()).toEqual(dead.sort());
  });
});

test('many senders at once send one message', async () => {
  const world = await redCases();
  await Promise.all(Array.from({ length: 6 }, () => sendFrom(world.sender(), PHONE)));
  expect(sentTo(world)).toHaveLength(1);
  expect(outcomes(world)).toEqual(Array(CASES).fill(['sent']));
  expect(await world.lines.letters(PHONE)).toEqual([]);
});

test('many senders that find one dead settle it once', async () => {
  const world = await redCases();
  await expect(sendFrom(world.sender(aProcess({ at: 2, when: 'after' })), PHONE)).rejects.toThrow(Killed);
  world.pass(PATIENCE + 1);
  await Promise.all(Array.from({ length: 4 }, () => sendFrom(world.sender(), PHONE)));
  expect(outcomes(world)).toEqual(Array(CASES).fill(['unknown']));
  await pass(world, 4);
  expect(outcomes(world)).toEqual(Array(CASES).fill(['unknown', 'sent']));
  // Each case tries again after a pause of its own, so that the minute's turn may part them.
  expect(await newsTo(world)).toEqual(Array(CASES).fill(2));
});

test('a letter that is posted while a message is on its way is not stranded', async () => {
  const world = await redCases();
  const late = ulid(77);
  world.meanwhile = async () => {
    world.meanwhile = async () => {};
    world.files.set(late, { ...ticked(aCase({ id: late }), RED), version: 1 });
    await world.post(means);
    await sendFrom(world.sender(), PHONE);
  };
  await sendFrom(world.sender(), PHONE);
  expect((await world.lines.letters(PHONE)).map(({ id }) => id)).toEqual([late]);
  const { wakeAt } = (await world.lines.load(PHONE)) ?? {};
  expect(wakeAt).toBe(plusSeconds(RED, 60));
  world.now = wakeAt ?? '';
  await sendFrom(world.sender(), PHONE);
  expect(outcomesTo(world.files.get(late) ?? aCase(), PHONE)).toEqual(['sent']);
});

describe('a case that cannot be read', () => {
  test('keeps no other from being told, and its letter waits', async () => {
    const world = await redCases();
    const [first = ''] = world.files.keys();
    world.broken.add(first);
    await sendFrom(world.sender(), PHONE);
    expect(sentTo(world)).toHaveLength(1);
    expect((await world.lines.letters(PHONE)).map(({ id }) => id)).toEqual([first]);
    world.broken.clear();
    world.pass(3600);
    await sendFrom(world.sender(), PHONE);
    expect(outcomes(world)).toEqual(Array(CASES).fill(['sent']));
  });

  test('when it breaks while the message is on its way, the line is free again', async () => {
    const world = await redCases();
    const [first = ''] = world.files.keys();
    world.meanwhile = async () => void world.broken.add(first);
    await sendFrom(world.sender(), PHONE);
    expect(await world.lines.letters(PHONE)).toEqual([]);
    expect(await world.lines.load(PHONE)).toMatchObject({ line: { sending: null }, wakeAt: null });
    expect(outcomes(world).slice(1)).toEqual(Array(CASES - 1).fill(['sent']));
  });
});

test('a receipt that comes before the cases are told is told when they are', async () => {
  const world = await redCases();
  const sender = world.sender();
  sender.desk.lines.keep = async (phone, message) => {
    const isNew = await world.lines.keep(phone, message);
    const back = { ...message, version: 2, arrived: { at: RED, state: 'bounced' as const } };
    return isNew && world.lines.keep(phone, back);
  };
  await sendFrom(sender, PHONE);
  expect(outcomes(world)).toEqual(Array(CASES).fill(['sent', 'bounced']));
  for (const { calls } of world.files.values()) expect(calls).toMatchObject([{ next: RED }]);
});

test('what is urgent goes before thirteen hundred letters that wait', async () => {
  const world = await redCases();
  const letters = await world.lines.letters(PHONE);
  const [one] = letters;
  if (!one) throw new Error('no letter');
  for (const letter of letters.slice(1)) await world.lines.drop(PHONE, letter);
  const routine = Array.from(
    { length: 1300 },
    (_, number): Letter => ({ ...one, urgency: 'prompt', id: `0-${number}` }),
  );
  for (let at = 0; at < routine.length; at += 50)
    await Promise.all(routine.slice(at, at + 50).map((letter) => world.lines.post(PHONE, letter, RED)));
  world.allows = (isUrgent) => isUrgent;
  await sendFrom(world.sender(), PHONE);
  expect(sentTo(world)).toHaveLength(1);
  expect(outcomesTo(world.files.get(one.id) ?? aCase(), PHONE)).toEqual(['sent']);
});

describe("a month's budget", () => {
  const routine = async (world: World) => {
    const [first] = await world.lines.letters(PHONE);
    for (const letter of await world.lines.letters(PHONE)) await world.lines.drop(PHONE, letter);
    if (!first) throw new Error('no letter');
    const letter: Letter = { ...first, urgency: 'prompt' };
    await world.lines.post(PHONE, letter, letter.at);
  };

  test('that is nearly spent holds what is routine for an hour, and lets through what is urgent', async () => {
    const world = await redCases();
    world.allows = (isUrgent) => isUrgent;
    await sendFrom(world.sender(), PHONE);
    expect(sentTo(world)).toHaveLength(1);

    const other = await redCases();
    other.allows = (isUrgent) => isUrgent;
    await routine(other);
    await sendFrom(other.sender(), PHONE);
    expect(sentTo(other)).toEqual([]);
    expect((await other.lines.load(PHONE))?.wakeAt).toBe(plusSeconds(RED, 3600));
    expect(await other.lines.letters(PHONE)).toHaveLength(1);
  });

  test('that is spent holds everything, until there is a new one', async () => {
    const world = await redCases();
    world.allows = () => false;
    await sendFrom(world.sender(), PHONE);
    expect(sentTo(world)).toEqual([]);
    expect((await world.lines.load(PHONE))?.wakeAt).toBe(plusSeconds(RED, 3600));
    world.allows = () => true;
    world.pass(3600);
    await sendFrom(world.sender(), PHONE);
    expect(sentTo(world)).toHaveLength(1);
  });
});
