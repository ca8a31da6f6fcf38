import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { onOneMachine } from '../../bin/stack/place.ts';
import { runningExecutions } from '../../bin/workflow/executions.ts';
import { migrate } from '../../bin/workflow/migrate.ts';
import { run } from '../../bin/workflow/run.ts';
import { openWorkflow, type Workflow } from '../../bin/workflow/workflow.ts';
import { isOpen } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { executionName, isPending } from '../../domain/case-file/workflow.ts';
import { Level } from '../../domain/directory/documents.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { readTemplate } from '../../local/template.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { anOpening } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import { holdsOf, stateOf, withOlderMachine } from '../support/machines.ts';
import { ulid } from '../support/ulids.ts';
import {
  categories,
  dispatch,
  escalate,
  HOUR,
  holders,
  LATER,
  ladderWays,
  placeOf,
  type Steps,
  type Way,
  ways,
} from '../support/ways-into-holds.ts';

/*
 * "A case started on an older machine version finishes correctly or is restarted on the newest from its plan, tested with
 * cases at every hold": brought there under an old definition, then the stack is started on the same data with a new one.
 */

const directory = documents({ categories });
const place = { region: 'local-1', account: '000000000000', url: 'http://127.0.0.1' };
const { machines, outputs } = readTemplate(inject('assembly'), place);
const holds = machines
  .filter(({ arn }) => outputs.CaseMachineArn?.startsWith(`${arn}:`))
  .flatMap(({ definition }) => holdsOf(definition));
const idOf = (hold: string): string => ulid(holds.indexOf(hold) + 1);
const wayInto = (hold: string): Way => {
  const way = ways.get(hold);
  if (way) return way;
  throw new Error(`the machine has a hold "${hold}": say in ways-into-holds.ts how a case gets there`);
};

test('there is a way into every hold of the machine, and for every level and light there is a hold', () => {
  expect(holds.filter((hold) => !ways.has(hold))).toEqual([]);
  expect(ladderWays.map(([hold]) => hold).filter((hold) => !holds.includes(hold))).toEqual([]);
  expect(Object.keys(holders).toSorted()).toEqual(Level.options.toSorted());
});

function newData(): string {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-migrate-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  return data;
}

async function open(cloud: TestCloud, id: string, { category, opening, commands }: Way): Promise<void> {
  expect((await cloud.open({ ...anOpening({ id, category }), ...opening }, holders.grid)).status).toBe(201);
  await command(cloud, id, commands);
}

/** One after the other, each with all that follows from it: a notice that is overtaken by the next move is not sent. */
async function command(cloud: TestCloud, id: string, commands: Steps): Promise<void> {
  for (const [who, what] of commands) {
    await cloud.idle();
    expect(await cloud.command(id, who, what)).toMatchObject({ status: 200 });
  }
  await cloud.idle();
}

/** Cases in every hold under the old machine; the stack that had them is ended. */
async function oldCases(): Promise<string> {
  const data = newData();
  await using cloud = await aCloud({ assembly: withOlderMachine(inject('assembly')), data, directory });
  for (const hold of holds) await open(cloud, idOf(hold), wayInto(hold));
  await cloud.passTo(HOUR);
  expect(await whereAll(cloud)).toEqual(
    Object.fromEntries(holds.map((hold) => [executionName(idOf(hold), 1), `${hold} 1`])),
  );
  return data;
}

const restart = (data: string) => aCloud({ data, directory, from: HOUR });

/** State and version of each execution that runs, by its name. */
async function whereAll(cloud: TestCloud): Promise<Record<string, string>> {
  using look = inside(cloud.endpoints);
  const running = await runningExecutions(look.machine, cloud.spec.outputs.CaseMachineArn ?? '');
  const found = running.map(async ({ name, arn, version }) => [name, `${await stateOf(look.machine, arn)} ${version}`]);
  return Object.fromEntries(await Promise.all(found));
}

async function filesOf(cloud: TestCloud): Promise<Map<string, CaseFile>> {
  await cloud.idle();
  using look = inside(cloud.endpoints);
  return look.files();
}

async function workflow(cloud: TestCloud, ...args: string[]) {
  const lines: string[] = [];
  const code = await run([...args, '--url', cloud.url], (line) => lines.push(line));
  await cloud.idle();
  return { code, text: lines.join('\n') };
}

/** The tokens that a case has on record, also those of departments at work together. */
const tokensIn = (workflow: unknown): string[] =>
  [...JSON.stringify(workflow).matchAll(/"token":"([^"]+)"/g)].flatMap(([, token]) => token ?? []);

/**
 * What became of the cases, but for their executions: lights by when they were due, moves with their instants. Their SMS share a few telephones, so
 * which of them went first is up to chance.
 */
async function diary(cloud: TestCloud): Promise<object> {
  const files = await filesOf(cloud);
  const events = [...files].map(([id, { history }]) => [
    id,
    history
      .filter(({ what }) => what.type !== 'restarted' && what.type !== 'notified')
      .map(({ at, what }) => (what.type === 'rung' ? `due ${what.due} ${what.rung}` : `${at} ${what.type}`)),
  ]);
  return Object.fromEntries(events);
}

/** The light moves on, then every case is ended by whoever holds it. */
async function toTheEnd(cloud: TestCloud): Promise<object> {
  await cloud.passTo(LATER);
  for (const hold of holds) await command(cloud, idOf(hold), wayInto(hold).endings);
  expect(await whereAll(cloud)).toEqual({});
  return diary(cloud);
}

test('from every hold a case finishes under the old version, and the same happens to it after it was moved', async () => {
  const left = await restart(await oldCases());
  const unmoved = await toTheEnd(left);
  expect([...(await filesOf(left)).values()].map((file) => file.workflow.restart)).toEqual(holds.map(() => 1));
  await left[Symbol.asyncDispose]();

  await using cloud = await restart(await oldCases());
  const before = await filesOf(cloud);
  const diaryBefore = await diary(cloud);

  const dry = await workflow(cloud, 'migrate');
  expect(dry).toMatchObject({ code: 0, text: expect.stringContaining('Nothing was written. Move them with --apply.') });
  for (const [called, same] of Map.groupBy(holds, placeOf)) {
    expect(dry.text).toMatch(new RegExp(`^ {2}1 +${called} +${same.length}$`, 'm'));
  }
  expect(await filesOf(cloud)).toEqual(before);

  const { code, text } = await workflow(cloud, 'migrate', '--apply');
  expect([code, text]).toEqual([0, expect.stringContaining(`${holds.length} cases moved to version 2.`)]);
  expect(await whereAll(cloud)).toEqual(
    Object.fromEntries(holds.map((hold) => [executionName(idOf(hold), 2), `${hold} 2`])),
  );
  using look = inside(cloud.endpoints);
  for (const { history, workflow } of (await filesOf(cloud)).values()) {
    expect(history.at(-1)?.what).toEqual({ type: 'restarted', restart: 2, because: 'migrated to version 2' });
    const tokens = tokensIn(workflow);
    expect(tokens).not.toEqual([]);
    for (const token of tokens) expect(await look.isArmed(token)).toBe(true);
  }
  expect(await diary(cloud)).toEqual(diaryBefore);

  const moved = await filesOf(cloud);
  expect(await workflow(cloud, 'migrate', '--apply')).toMatchObject({
    code: 0,
    text: expect.stringContaining(`${holds.length} executions running, 0 of a version before 2.`),
  });
  expect(await filesOf(cloud)).toEqual(moved);
  expect(await toTheEnd(cloud)).toEqual(unmoved);
}, 300_000);

/** Lets `calls` calls through, then none any more: as if the process had been killed there. */
function cutAfter(calls: number, whole: Workflow): Workflow {
  let left = calls;
  const call = <Args extends unknown[], Result>(go: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      left -= 1;
      if (left < 0) throw new Error('cut off');
      return go(...args);
    };
  };
  return {
    alias: whole.alias,
    newest: call(whole.newest),
    running: call(whole.running),
    look: call(whole.look),
    holdOf: call(whole.holdOf),
    startAgain: call(whole.startAgain),
    stop: call(whole.stop),
  };
}

test('a plan names a place that the older machine lacks: its execution is given up and the case goes on under the newest', async () => {
  const data = newData();
  const change = ['"StringEquals":"Department"', '"StringEquals":"Ministry"'] as const;
  const lacking = withOlderMachine(inject('assembly'), change);
  const hold = 'District';
  {
    await using cloud = await aCloud({ assembly: lacking, data, directory });
    await open(cloud, idOf(hold), wayInto(hold));
    await cloud.passTo(HOUR);
  }
  await using cloud = await restart(data);
  await command(cloud, idOf(hold), [['shawan', dispatch]]);
  for (let minute = 1; minute <= 10; minute += 1) await cloud.passTo(plusSeconds(HOUR, minute * 60));
  expect(await whereAll(cloud)).toEqual({ [executionName(idOf(hold), 2)]: 'Department 2' });
  const { history } = await cloud.see(idOf(hold));
  expect(history.at(-1)?.what).toMatchObject({ type: 'restarted', restart: 2 });
  expect(await workflow(cloud, 'migrate')).toMatchObject({ text: expect.stringContaining('0 of a version before 2.') });
});

test('cut off after any of its calls, it finishes when it is run again', async () => {
  await using cloud = await restart(await oldCases());
  const diaryBefore = await diary(cloud);
  const whole = openWorkflow(await onOneMachine(cloud.url));
  const choice = { apply: true, olderThan: undefined, limit: 1 };
  for (let calls = 0; calls < holds.length; calls += 1) {
    await migrate(cutAfter(calls, whole), choice, () => {}).catch(() => 1);
    await cloud.idle();
    expect(await migrate(whole, choice, () => {})).toBe(0);
  }
  expect((await workflow(cloud, 'migrate', '--apply')).code).toBe(0);
  expect(Object.values(await whereAll(cloud)).toSorted()).toEqual(holds.map((hold) => `${hold} 2`).toSorted());
  expect([...(await filesOf(cloud)).values()].map((file) => file.workflow.restart)).toEqual(holds.map(() => 2));
  expect(await diary(cloud)).toEqual(diaryBefore);
});

test('people move and end cases meanwhile: each open case has one execution, of the newest version, that knows its plan', async () => {
  await using cloud = await restart(await oldCases());
  const laddered = ladderWays.map(([hold]) => hold);
  const moves = laddered.map(async (hold, index) => {
    const [[who = '', ending = {}] = []] = wayInto(hold).endings;
    const climbs = index % 2 === 0 && /Grid|Village|Township/.test(hold);
    return cloud.command(idOf(hold), who, climbs ? escalate : ending);
  });
  const [{ code }, replies] = await Promise.all([workflow(cloud, 'migrate', '--apply'), Promise.all(moves)]);
  expect(code).toBe(0);
  expect(replies.map(({ status }) => status)).toEqual(laddered.map(() => 200));
  await cloud.idle();
  expect((await workflow(cloud, 'migrate', '--apply')).code).toBe(0);

  const files = await filesOf(cloud);
  const whole = openWorkflow(await onOneMachine(cloud.url));
  const expected = [...files.values()]
    .filter((file) => isOpen(caseOf(file)))
    .map(async (file) => [executionName(caseOf(file).id, file.workflow.restart), `${await whole.holdOf(file)} 2`]);
  expect([...files.values()].filter(({ workflow }) => isPending(workflow))).toEqual([]);
  const places = Object.entries(await whereAll(cloud)).map(([name, at]) => {
    const [, state = '', version] = /^(.*) (\d+)$/.exec(at) ?? [];
    return [name, `${placeOf(state)} ${version}`];
  });
  expect(Object.fromEntries(places)).toEqual(Object.fromEntries(await Promise.all(expected)));
});
