import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { smsText } from '../../bin/local/sms-text.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { inTurns } from '../../functions/shell/in-turns.ts';
import { lineStore } from '../../functions/shell/line-store.ts';
import { synth } from '../../lib/synth.ts';
import type { Sms } from '../../local/sms.ts';
import { temporary } from '../lib/temporary.ts';
import { aCloud } from '../support/a-cloud.ts';
import { anOpening, shanghai } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import {
  ACKNOWLEDGERS,
  ANSWERS,
  type Cell,
  cellDocuments,
  cells,
  FAULTS,
  ownerOf,
  phoneOf,
  SLOTS,
  type Slot,
} from '../support/sms-cells.ts';
import { expectedOf } from '../support/sms-expected.ts';

/*
 * S10, S16: "With a fault injected at each step between the event and the phone, every urgent notice reaches a phone or a
 * dead-letter entry with an alarm, and no phone gets the same news more than twice."
 * Every cell is a case of its own with telephones of its own; all turn red at the same instant, and time goes on minute by minute.
 */

/** A minute of the reconciler; the cases are due at ten. */
const RED = shanghai('2026-03-02 10:01');
const MINUTES = 80;
const ACKNOWLEDGED_AFTER = 5;
const UP_THE_LINE: readonly Slot[] = ['B', 'C', 'D', 'E', 'F'];

/** A message of red that the gateway was given: whether the telephone has it, and in which minute. */
interface Attempt {
  slot: Slot;
  minute: number;
  isOnPhone: boolean;
  sms: Sms;
}

/** A case that turns red, the telephones that hear of it, and what the gateway does to one of them. */
function running(cell: Cell) {
  const { sends, receipts } = FAULTS[cell.fault] ?? { sends: [], receipts: [] };
  const attempts: Attempt[] = [];
  return {
    cell,
    attempts,
    expected: expectedOf(cell),
    wrong: [] as string[],
    acknowledgedAt: null as number | null,
    isClosed: false,
    take(slot: Slot, minute: number, sms: Sms) {
      const before = attempts.filter((own) => own.slot === slot).length;
      const send = slot === cell.faulty ? (sends[Math.min(before, sends.length - 1)] ?? 'taken') : 'taken';
      attempts.push({ slot, minute, sms, isOnPhone: send.startsWith('taken') });
      return ANSWERS[send];
    },
    /** What the carrier says in a minute of the first message to the telephone with the fault. */
    receiptsAt(minute: number) {
      const first = attempts.find(({ slot, isOnPhone }) => slot === cell.faulty && isOnPhone);
      return first
        ? receipts.filter(([after]) => first.minute + after === minute).map(([, state]) => ({ first, state }))
        : [];
    },
    /** The message that is acknowledged in a minute. */
    acknowledgedIn(minute: number): Attempt | undefined {
      if (cell.acknowledger === 'nobody') return undefined;
      const place = ACKNOWLEDGERS.indexOf(cell.acknowledger);
      const order = place === 0 ? SLOTS : UP_THE_LINE.slice(place - 1);
      const able = attempts.filter(
        (own) => order.includes(own.slot) && own.isOnPhone && own.minute + ACKNOWLEDGED_AFTER <= minute,
      );
      return able[cell.number % able.length];
    },
  };
}
type Running = ReturnType<typeof running>;

test(`${cells.length} faults: every SMS is one that a cell expects, and every one that is expected comes`, async () => {
  const began = performance.now();
  const context = { administrators: 'local|admin', sms: 'gateway', smsGateway: 'https://gateway.invalid' };
  await using cloud = await aCloud({ assembly: synth(temporary(), context), directory: cellDocuments(), smsText });
  using look = inside(cloud.endpoints);
  const all = cells.map(running);
  const strays: string[] = [];
  let minute = 0;
  let yellow = 0;
  cloud.sms.failWith((sms) => {
    const owner = ownerOf(sms.phone ?? '');
    if (owner?.slot === 'A' && sms.message.includes('黄灯')) {
      yellow += 1;
      return undefined;
    }
    const own = owner && all[owner.cell.number];
    if (own && sms.message.includes(`红灯逾期 ${own.cell.id}`)) return own.take(owner.slot, minute, sms);
    strays.push(`minute ${minute}: ${sms.phone} ${sms.message}`);
    return undefined;
  });
  const told = async (path: string, body: object) => {
    const { status, body: answer } = await cloud.post(path, body, null);
    expect([status, answer.status]).toEqual([200, 200]);
  };
  const opened = await inTurns(cells, 8, ({ id, grid }) =>
    cloud.open(anOpening({ id, grid, category: 'trial' }), grid),
  );
  expect(opened.filter(({ status }) => status !== 201)).toEqual([]);
  const areWaiting = () => cloud.states.stats().waiting === cells.length;
  await until(areWaiting);
  await cloud.passTo(shanghai('2026-03-02 09:30:01'));
  await until(() => yellow === cells.length && areWaiting());
  await cloud.passTo(shanghai('2026-03-02 09:59:59'));

  async function acknowledge({ cell }: Running, { slot, sms }: Attempt) {
    const phone = phoneOf(cell, slot);
    const [, code = ''] = /确认请回(\d+)或/.exec(sms.message) ?? [];
    const [link = ''] = /https?:\S+\/a\/\S+/.exec(sms.message) ?? [];
    if (cell.how === 'reply') return told('/local/sms/replies', { phone, text: code });
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
  }
  async function after(own: Running) {
    const { cell, expected } = own;
    for (const { first, state } of own.receiptsAt(minute)) {
      await told('/local/sms/receipts', {
        phone: phoneOf(cell, cell.faulty),
        reference: first.sms.attributes.reference,
        state,
      });
      expected.receipt(state, minute);
    }
    const answered = own.acknowledgedAt === null ? own.acknowledgedIn(minute) : undefined;
    if (answered) {
      await acknowledge(own, answered);
      own.acknowledgedAt = minute;
      expected.over(answered.slot);
    }
    if (own.acknowledgedAt === null && !own.isClosed && own.attempts.some(({ slot }) => slot === 'F')) {
      const { status } = await cloud.command(cell.id, cell.grid, { type: 'resolve', result: '已处理' });
      expect(status).toBe(200);
      own.isClosed = true;
      expected.over();
    }
  }

  for (; minute < MINUTES; minute += 1) {
    await cloud.passTo(plusSeconds(RED, minute * 60));
    // Executions tell nobody when they are done with a light; after that the reconciler does everything.
    if (minute === 0) await until(() => all.every(({ attempts }) => attempts.length >= 2));
    await cloud.idle();
    for (const own of all) {
      const got = own.attempts.filter((attempt) => attempt.minute === minute).map(({ slot }) => slot);
      own.wrong.push(...own.expected.minute(minute, got).map((text) => `${nameOf(own.cell)}: ${text}`));
    }
    await inTurns(all, 8, after);
    await cloud.idle();
  }

  console.log(tableOf(all));
  console.log(
    `${cells.length} cells, ${all.flatMap(({ attempts }) => attempts).length} SMS of red, ${seconds(began)} s`,
  );
  expect(cells.length).toBeGreaterThanOrEqual(200);
  expect(strays).toEqual([]);
  expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(all.flatMap(moreThanTwice)).toEqual([]);

  const { TableNames = [] } = await look.tables.send(new ListTablesCommand({}));
  const lines = lineStore(look.tables, TableNames.find((name) => /lines/i.test(name)) ?? '', 'shawan');
  const dead = new Set((await lines.dead()).map(({ id }) => id));
  const alarms = new Set(givenUp(join(cloud.data, 'logs')));
  const files = await look.files();
  expect(all.filter(({ cell }) => !isAccountedFor(cell)).map(({ cell }) => nameOf(cell))).toEqual([]);

  /** Each that was to hear of it by itself was reached, or is in the list of dead letters, with the words of the alarm. */
  function isAccountedFor({ id }: Cell): boolean {
    const history = files.get(id)?.history ?? [];
    return ['duty', 'leader'].every((as) =>
      history.some(
        ({ what }) =>
          what.type === 'notified' &&
          what.as === as &&
          what.unit === `c${cells.findIndex((own) => own.id === id)}-g` &&
          (what.outcome === 'sent' || (what.outcome === 'given-up' && dead.has(id) && alarms.has(id))),
      ),
    );
  }
}, 1_200_000);

const nameOf = ({ fault, faulty, acknowledger }: Cell) => `${fault} at ${faulty}, acknowledged by ${acknowledger}`;
const seconds = (began: number) => Math.round((performance.now() - began) / 100) / 10;

async function until(done: () => boolean): Promise<void> {
  for (let tried = 0; !done(); tried += 1) {
    if (tried > 600) throw new Error('it did not come to pass in a minute');
    await pause(100);
  }
}

/** The cases of which the log says the words that the alarm counts. */
const givenUp = (logs: string): string[] =>
  readdirSync(logs)
    .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"notice given up"'))
    .map((line) => /"case":"(\w+)"/.exec(line)?.[1] ?? '');

/**
 * Telephones that have the same news more than twice, or twice though it was known to be sent.
 */
function moreThanTwice({ cell, attempts }: Running): string[] {
  const onPhones = attempts.filter(({ isOnPhone }) => isOnPhone).map(({ slot }) => slot);
  const most = (slot: Slot) => (slot === cell.faulty && cell.fault.includes('yet sent') ? 2 : 1);
  return [...new Set(onPhones)]
    .filter((slot) => onPhones.filter((own) => own === slot).length > most(slot))
    .map((slot) => `${nameOf(cell)}: ${slot} was told too often`);
}

/** Telephones in the order told, with the minute; in small letters those that a message did not reach. */
function tableOf(all: readonly Running[]): string {
  const rows = Map.groupBy(all, ({ cell }) => `${cell.fault} at ${cell.faulty}`);
  const said = ({ attempts }: Running) =>
    attempts.map(({ slot, minute, isOnPhone }) => `${isOnPhone ? slot : slot.toLowerCase()}${minute}`).join(' ');
  const head = ['', ...ACKNOWLEDGERS.map((who) => `${who} acknowledges`)];
  const body = [...rows].map(([name, row]) => [name, ...row.map(said)]);
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
