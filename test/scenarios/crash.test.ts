import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { currentStage, isOpen } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { firstBrokenLink } from '../../domain/case-file/history.ts';
import { executionName, isPending } from '../../domain/case-file/workflow.ts';
import { ms } from '../../domain/primitives.ts';
import { CaseView } from '../../functions/shell/case-view.ts';
import { random } from '../../sample/random.ts';
import { aProcess } from '../support/a-process.ts';
import { busyDistrict } from '../support/busy-district.ts';
import { anOpening, sha256 } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/*
 * S3 replayed any number of times it makes exactly one case · S8 the lights hold though the process died · S10 every
 * attempt is on record. "kill -9 of the local process at any moment of a busy run, restart: no acknowledged command
 * lost, no light missed, no wait without a token, no duplicate case, no duplicate SMS beyond one in flight (recorded as
 * such)."
 */

const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
const ROUNDS = 5;
const OFFICERS = 12;
/** The stream has four lanes, each with one line at a time, which sends one message at a time. */
const MOST_IN_FLIGHT = 4;
/** A minute a second; the machinery is given as many engine seconds as make ten real ones. */
const SPEED = 60;
const PATIENCE = 600;

const Sms = z.array(z.object({ id: z.string(), phone: z.string(), message: z.string() }));
type Process = Awaited<ReturnType<typeof aProcess>>;

const LADDER = ['niushi-v1-g1', 'niushi-v1', 'niushi', 'shawan'];
const chance = random(SEED);
const share = (part: number) => chance.next() < part;

test(`killed ${ROUNDS} times in a busy run, seed ${SEED}: nothing acknowledged is lost, nothing happens twice`, async () => {
  console.log(`crash: SEED=${SEED}`);
  const data = mkdtempSync(join(tmpdir(), 'gridlight-crash-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  await using stack = await aProcess({ assembly: inject('assembly'), data, speed: SPEED, patience: PATIENCE });
  expect((await stack.call('POST', '/directory?dryRun=false', 'admin', busyDistrict)).status).toBe(200);

  const crew = aCrew(stack);
  for (let round = 0; round < ROUNDS; round += 1) {
    const busyUntil = crew.acknowledged() + chance.whole(1, 150);
    while (crew.acknowledged() < busyUntil) await pause(10);
    await pause(chance.whole(0, 100));
    await stack.kill();
    await stack.start();
  }
  await pause(2000);
  await crew.stop();
  expect(crew.refused).toEqual([]);
  console.log(
    `crash: ${crew.opened.size} cases, ${crew.commands.size} commands, ${crew.replayed()} requests sent again`,
  );

  // A telephone that had its 21 messages waits for the end of three hours, which are three minutes here.
  await expect.poll(() => unsettled(stack), { timeout: 240_000, interval: 1000 }).toEqual([]);
  const { files, sms } = await observed(stack);

  expect([...files.keys()].sort()).toEqual([...crew.opened].sort());
  for (const [command, id] of crew.commands) {
    const made = files.get(id)?.history.filter((event) => event.command === command) ?? [];
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ what }) => what.type)).size).toBe(made.length);
  }
  const wrong = [...files].flatMap(([id, file]) =>
    [...faultsOf(file), ...smsFaults(file, sms)].map((fault) => `${id}: ${fault}`),
  );
  expect(wrong).toEqual([]);
  for (const id of [...files.keys()].slice(-20)) {
    const { body } = await stack.call('GET', `/cases/${id}`, 'shawan');
    expect(CaseView.parse(body).chain.verified).toBe(true);
  }
  const { twice } = report([...files.values()], sms);
  expect(twice).toBeLessThanOrEqual(ROUNDS * MOST_IN_FLIGHT);
}, 480_000);

/** Officers who take matters in and move them up, each request sent again until it is answered, and some once more. */
function aCrew(stack: Process) {
  const opened = new Set<string>();
  const commands = new Map<string, string>();
  const refused: string[] = [];
  let again = 0;
  let acknowledged = 0;
  let count = 0;
  let stopped = false;

  async function send(path: string, persona: string, body: object): Promise<void> {
    const times = share(0.2) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const { status, body: answer, tries } = await stack.call('POST', path, persona, body);
      acknowledged += 1;
      again += tries - 1 + time;
      if (status >= 300) refused.push(`${status} ${JSON.stringify(body)} ${JSON.stringify(answer)}`);
    }
  }
  const freshId = () => {
    count += 1;
    return ulid(count);
  };
  async function command(id: string, persona: string, body: object): Promise<void> {
    const command = freshId();
    await send(`/cases/${id}/commands`, persona, { ...body, id: command });
    commands.set(command, id);
  }
  async function aMatter(): Promise<void> {
    const id = freshId();
    const by = share(0.3) ? 'niushi-v1' : 'niushi-v1-g1';
    const record = share(0.15) ? { record: { result: '已办' } } : {};
    await send('/cases', by, { ...anOpening({ id, category: 'quick' }), ...record });
    opened.add(id);
    if ('record' in record) return;
    const height = chance.whole(0, LADDER.length - 1);
    for (const holder of LADDER.slice(0, height)) {
      if (share(0.3)) await pause(chance.whole(0, 400));
      await command(id, holder, { type: 'escalate', reason: '无设备' });
    }
    const holder = LADDER[height] ?? '';
    if (share(0.5)) await command(id, holder, { type: 'resolve', result: '已办' });
  }
  const running = Array.from({ length: OFFICERS }, async () => {
    while (!stopped) await aMatter();
  });
  return {
    opened,
    commands,
    refused,
    acknowledged: () => acknowledged,
    replayed: () => again,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

const endpointsOf = async (stack: Process) =>
  z
    .object({ dynamodb: z.string(), stepfunctions: z.string(), region: z.string() })
    .parse(await (await fetch(`${stack.url()}/local/endpoints`)).json());

async function observed(stack: Process) {
  using look = inside(await endpointsOf(stack));
  const sms = Sms.parse(await (await fetch(`${stack.url()}/local/sms?limit=100000`)).json());
  return { files: await look.files(), sms };
}

/** What is still under way or wrong: cases and executions that do not fit each other, lights to come, notices to send. */
async function unsettled(stack: Process): Promise<string[]> {
  using look = inside(await endpointsOf(stack));
  const [files, running] = [await look.files(), await look.running()];
  const faults = await Promise.all(
    [...files].map(async ([id, { history, workflow, outbox }]) => {
      const kase = caseOf({ history } as CaseFile);
      const name = executionName(id, workflow.restart);
      const runs = running.delete(name);
      if (isPending(workflow)) return `${id} has a signal that is not delivered`;
      if (outbox.length > 0) return `${id} has notices to send: ${JSON.stringify(outbox)}`;
      if (!isOpen(kase)) return runs ? `${id} has ended and ${name} still runs` : undefined;
      if (!runs) return `${id} is open and no ${name} runs`;
      if (!currentStage(kase).rungs.some(({ rung }) => rung === 'reminder')) return `${id} has lights to come`;
      return workflow.token !== null && (await look.isArmed(workflow.token)) ? undefined : `${id} has no armed token`;
    }),
  );
  const orphans = [...running.keys()].map((name) => `${name} runs for no open case`);
  return [...faults.filter((fault) => fault !== undefined), ...orphans].slice(0, 10);
}

/** What a settled case must not show: broken links, rungs claimed twice, or missing though their instant passed. */
function faultsOf(file: CaseFile): string[] {
  const kase = caseOf(file);
  const broken = firstBrokenLink(file.history, sha256);
  const opened = file.history.filter(({ what }) => what.type === 'opened').length;
  const rungs = kase.stages.map(({ clock, endedAt, rungs }) => {
    const due = (rung: string) => rungs.filter((own) => own.rung === rung).map((own) => own.due);
    const passed = (at: string) => endedAt === null || at <= endedAt;
    const expected = (at: string, isDue: boolean) => (isDue ? [at] : []);
    const redAt = new Date(ms(clock.dueAt) + 1).toISOString();
    return [
      JSON.stringify(due('yellow')) === JSON.stringify(expected(clock.warnAt, passed(clock.warnAt))) ||
        `yellow ${due('yellow')}`,
      JSON.stringify(due('red')) === JSON.stringify(expected(redAt, passed(redAt))) || `red ${due('red')}`,
      due('reminder').length <= 1 || `reminded ${due('reminder').length} times`,
    ].filter((fault) => fault !== true);
  });
  return [
    ...(broken === null ? [] : [`the chain breaks at ${broken}`]),
    ...(opened === 1 ? [] : [`opened ${opened} times`]),
    ...rungs.flat(),
  ];
}

const attemptsOf = ({ history }: CaseFile) => history.flatMap(({ what }) => (what.type === 'notified' ? [what] : []));

/** Every SMS of a case is on record as sent, or as an attempt of unknown outcome; no notice is on record as sent twice. */
function smsFaults(file: CaseFile, all: z.infer<typeof Sms>): string[] {
  const { id } = caseOf(file);
  const attempts = attemptsOf(file);
  const sent = attempts.filter(({ outcome }) => outcome === 'sent');
  const unknown = attempts.filter(({ outcome }) => outcome === 'unknown');
  const own = all.filter(({ message }) => message.includes(id));
  const unrecorded = own.filter((sms) => !sent.some(({ reference }) => reference === sms.id));
  const notices = sent.map(({ notice }) => notice);
  const numbered = attempts.map(({ notice, attempt }) => `${notice} attempt ${attempt}`);
  return [
    ...(unrecorded.length <= unknown.length
      ? []
      : [`${unrecorded.length} SMS not on record, ${unknown.length} of unknown outcome`]),
    // One SMS may tell of several cases, and names none of them then.
    ...(sent.every(({ reference }) => all.some((sms) => sms.id === reference))
      ? []
      : ['an SMS on record was never sent']),
    ...(new Set(notices).size === notices.length ? [] : [`sent twice: ${notices}`]),
    ...(new Set(numbered).size === numbered.length ? [] : [`an attempt recorded twice: ${numbered}`]),
  ];
}

function report(files: CaseFile[], sms: z.infer<typeof Sms>): { twice: number } {
  const attempts = files.flatMap(attemptsOf);
  const sent = attempts.filter(({ outcome }) => outcome === 'sent');
  const known = new Set(sent.map(({ reference }) => reference));
  const unknown = attempts.filter(({ outcome }) => outcome === 'unknown').length;
  const restarted = files.filter(({ workflow }) => workflow.restart > 1).length;
  const twice = sms.filter(({ id }) => !known.has(id)).length;
  console.log(
    `crash: ${sms.length} SMS, which told ${sent.length} notices; ${unknown} attempts of unknown outcome, ${twice} of which had gone out, in ${ROUNDS} kills; ${restarted} executions restarted`,
  );
  return { twice };
}
