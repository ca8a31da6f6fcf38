import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { newestVersion, type Running, runningExecutions } from '../../bin/workflow/executions.ts';
import { migrate } from '../../bin/workflow/migrate.ts';
import { run } from '../../bin/workflow/run.ts';
import type { Workflow } from '../../bin/workflow/workflow.ts';
import { openWorkflow } from '../../bin/workflow/workflow.ts';
import { isOpen } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { armed, executionName, restarted } from '../../domain/case-file/workflow.ts';
import { hold, rig } from '../local/states/support.ts';
import { of } from '../support/a-district.ts';
import { aCase, MONDAY, move } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function workflow(...args: string[]) {
  const lines: string[] = [];
  const code = await run(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

const ARN = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:CaseMachine';
const inAws = ['--machine', ARN, '--table', 'Cases', '--directory', 'Directory', '--district', 'shawan'];
const without = (flag: string) =>
  inAws.filter((_, index) => ![inAws.indexOf(flag), inAws.indexOf(flag) + 1].includes(index));
const instead = (flag: string, value: string) => [...without(flag), flag, value];

describe('mistakes are answered with a remedy', () => {
  const mistakes: [what: string, args: string[], words: string][] = [
    ['no command', [], '"" is no command: say migrate'],
    ['another command', ['upgrade'], '"upgrade" is no command: say migrate'],
    ['an unknown option', ['migrate', '--frob'], '--frob'],
    ['a limit that is none', ['migrate', '--limit', '0'], '--limit 0: give a whole number from 1 on'],
    ['a version that is none', ['migrate', '--older-than', 'two'], '--older-than two: give a whole number from 1 on'],
    ['an address that is none', ['migrate', '--url', 'here'], '--url here: give an address like http://127.0.0.1:8787'],
    ['half a stack', ['migrate', ...without('--table')], '--table is missing: the outputs of the stack tell it'],
    ['two stacks', ['migrate', ...inAws, '--url', 'http://127.0.0.1:1'], 'give either --url or the names'],
    [
      'an ARN of something else',
      ['migrate', ...instead('--machine', 'arn:aws:sns:x:1:y')],
      '--machine arn:aws:sns:x:1:y',
    ],
    [
      'a version to start on',
      ['migrate', ...instead('--machine', `${ARN}:3`)],
      'the ARN of a state machine or its alias',
    ],
    [
      'the ARN of a table',
      ['migrate', ...instead('--table', 'arn:aws:x')],
      '--table arn:aws:x: give the name of a table',
    ],
    ['a district that is none', ['migrate', ...instead('--district', '沙湾')], '--district 沙湾: give'],
    ['nobody there', ['migrate', '--url', 'http://127.0.0.1:1'], 'start it with npm start, or name another with --url'],
  ];

  it.each(mistakes)('%s', async (_what, args, words) => {
    const { code, text } = await workflow(...args);
    expect(code).toBe(1);
    expect(text).toContain(words);
  });

  it('an API that is no npm start', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('{}'));
    expect((await workflow('migrate', '--url', url)).text).toContain('answered 404: --url is for npm start');
  });

  it('tells its usage', async () => {
    expect(await workflow('--help')).toMatchObject({ code: 0, text: expect.stringContaining('--older-than V') });
  });
});

const FAR_AHEAD = '9999-01-01T00:00:00.000Z 000';

/** A workflow in memory: cases wait under version 1 in their first execution; version 2 is the newest. */
function aWorkflow(files: CaseFile[], more: Partial<Workflow> & { running?: () => Promise<Running[]> } = {}) {
  const cases = new Map(files.map((file) => [caseOf(file).id, file]));
  const written: string[] = [];
  const running: Running[] = [...cases].map(([id, { workflow }]) => executionOf(id, workflow.restart));
  const workflow: Workflow = {
    alias: `${ARN}:live`,
    newest: async () => 2,
    running: async () => running,
    look: async (id) => cases.get(id),
    holdOf: async () => 'Grid',
    async startAgain(id, restart, because) {
      const file = cases.get(id);
      if (!file || file.workflow.restart !== restart || !isOpen(caseOf(file))) return file;
      written.push(`${id} ${because}`);
      const next = restarted(file.workflow, MONDAY);
      cases.set(id, { ...file, workflow: armed(next, 'token', next.seq, FAR_AHEAD) });
      return cases.get(id);
    },
    stop: async ({ name }, cause) => void written.push(`${name} stopped: ${cause}`),
    ...more,
  };
  return { workflow, cases, written };
}

const executionOf = (id: string, restart: number, version = 1): Running => {
  const name = executionName(id, restart);
  return { arn: `${ARN}:${name}`, name, version, of: { id, restart } };
};
const [one, two, three] = [1, 2, 3].map((n) => aCase({ id: ulid(n) }));
if (!one || !two || !three) throw new Error('three cases were made');

async function migrated(workflow: Workflow, choice: { apply?: boolean; olderThan?: number; limit?: number } = {}) {
  const lines: string[] = [];
  const whole = { apply: false, olderThan: undefined, limit: undefined, ...choice };
  const code = await migrate(workflow, whole, (line) => lines.push(line), 0);
  return { code, text: lines.join('\n') };
}

describe('migrate', () => {
  it('lists what is older, by version and hold, and writes nothing', async () => {
    const { workflow, written } = aWorkflow([one, two]);
    expect(await migrated(workflow)).toEqual({
      code: 0,
      text: [
        `${ARN}:live leads to version 2.`,
        '2 executions running, 2 of a version before 2.',
        '  version  waits in  cases',
        '  1        Grid      2',
        'Nothing was written. Move them with --apply.',
      ].join('\n'),
    });
    expect(written).toEqual([]);
  });

  it('gives a case its next number before it stops the old execution', async () => {
    const { workflow, written } = aWorkflow([one]);
    expect((await migrated(workflow, { apply: true })).text).toContain('1 case moved to version 2.');
    const id = ulid(1);
    expect(written).toEqual([
      `${id} migrated to version 2`,
      `${id}-1 stopped: ${id}-1 was replaced by ${id}-2 under version 2`,
    ]);
  });

  it('leaves alone what is no case, of no case, ended, or ahead of its case; stops what is replaced', async () => {
    const closed = move(one, of('niushi-v1-g1'), { type: 'resolve', result: '已办结' }, MONDAY);
    const running: Running[] = [
      { arn: 'x', name: 'by-hand', version: 0, of: null },
      executionOf(ulid(9), 1),
      executionOf(ulid(1), 1),
      executionOf(ulid(2), 4),
      executionOf(ulid(3), 0),
      executionOf(ulid(3), 1, 2),
    ];
    const held = { ...three, workflow: { ...three.workflow, delivered: three.workflow.seq } };
    const { workflow, written } = aWorkflow([closed, two, held], { running: async () => running });
    const text = [
      '  version  waits in                cases',
      '  none     (of no case)            1',
      '  1        (ahead of its case)     1',
      '  1        (closed, about to end)  1',
      '  1        (of no case)            1',
      '  1        (replaced already)      1',
    ].join('\n');
    expect((await migrated(workflow)).text).toContain(text);
    expect(written).toEqual([]);
    expect((await migrated(workflow, { apply: true })).text).toContain(`${text}\n0 cases moved to version 2.`);
    expect(written).toEqual([`${ulid(3)}-0 stopped: ${ulid(3)}-0 was replaced by ${ulid(3)}-1 under version 2`]);
  });

  it('takes the oldest first, and no more than asked for', async () => {
    const running = [executionOf(ulid(2), 1), executionOf(ulid(1), 1), { ...executionOf(ulid(3), 1), version: 0 }];
    const newest = async () => 3;
    const { workflow, written } = aWorkflow([one, two, three], { running: async () => running, newest });
    await migrated(workflow, { apply: true, limit: 2 });
    expect(written.filter((line) => line.includes('migrated'))).toEqual([
      `${ulid(3)} migrated to version 3`,
      `${ulid(1)} migrated to version 3`,
    ]);
    const { text } = await migrated(workflow, { olderThan: 1, limit: 2 });
    expect(text).toContain('3 executions running, 1 of a version before 1.');
    expect((await migrated(workflow, { limit: 1 })).text).toContain('2 more are past --limit.');
    await expect(migrated(workflow, { olderThan: 4 })).rejects.toThrow('--older-than 4: version 3 is the newest');
  });

  it('tells of those of a later version and leaves them alone', async () => {
    const running = [executionOf(ulid(1), 1, 3)];
    const { workflow, written } = aWorkflow([one], { running: async () => running });
    const { text } = await migrated(workflow, { apply: true });
    expect(text).toContain('1 of a later version are left alone: to go back, deploy the former machine again.');
    expect(written).toEqual([]);
  });

  it('stops nothing, and soon stops itself, while new executions enter no wait', async () => {
    const files = Array.from({ length: 40 }, (_, n) => aCase({ id: ulid(n) }));
    const { workflow, written, cases } = aWorkflow(files);
    const startAgain: Workflow['startAgain'] = async (id) => {
      const file = cases.get(id);
      if (file) cases.set(id, { ...file, workflow: restarted(file.workflow, MONDAY) });
      return cases.get(id);
    };
    const { code, text } = await migrated({ ...workflow, startAgain }, { apply: true });
    expect(code).toBe(1);
    expect(text).toContain(`${ulid(0)}-1: its new execution has entered no wait in 0 s`);
    expect(text).toMatch(/^8 failed, 32 not begun: run it again, it goes on\.$/m);
    expect(written).toEqual([]);
  });

  it('goes past single cases that fail', async () => {
    const files = Array.from({ length: 40 }, (_, n) => aCase({ id: ulid(n) }));
    const damaged = new Set(files.map((file) => caseOf(file).id).filter((_, n) => n % 4 === 0));
    const { workflow, cases } = aWorkflow(files);
    const look: Workflow['look'] = async (id) => {
      if (damaged.has(id)) throw new Error('damaged');
      return cases.get(id);
    };
    const { code, text } = await migrated({ ...workflow, look }, { apply: true });
    expect(code).toBe(1);
    expect(text).toMatch(/30 cases moved to version 2\.\n10 failed: run it again/);
  });
});

describe('Step Functions', () => {
  const definition = { StartAt: 'Wait', States: { Wait: hold({}, { End: true }) } };
  const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:cases';

  /** The embedded one, with executions on two versions, behind a server that first refuses so many calls. */
  async function aMachine(count: number, refusals = 0) {
    const cloud = await rig({ hold: () => null });
    closing.push(() => void cloud[Symbol.asyncDispose]());
    let left = refusals;
    const url = await serve((request, response) => {
      left -= 1;
      if (left < 0) return cloud.states.handle(request, response);
      const body = JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' });
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    });
    const publish = (comment: string) => {
      const machine = { arn: MACHINE, name: 'cases', definition: { ...definition, Comment: comment }, publish: true };
      cloud.states.createMachine(machine);
      cloud.states.createMachine({ arn: `${MACHINE}:live`, newestOf: MACHINE });
    };
    publish('old');
    const start = (name: string) =>
      cloud.client.send(new StartExecutionCommand({ stateMachineArn: `${MACHINE}:live`, name }));
    for (let number = 0; number < count; number += 1) await start(`${ulid(number)}-1`);
    publish('new');
    await start(`${ulid(count)}-7`);
    await cloud.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'by-hand' }));
    return { cloud, url };
  }

  it('tells the newest version, and every running execution with its own, over many pages', async () => {
    const { cloud } = await aMachine(1100);
    expect(await newestVersion(cloud.client, `${MACHINE}:live`)).toBe(2);
    const running = await runningExecutions(cloud.client, `${MACHINE}:live`);
    expect(running).toHaveLength(1102);
    expect(running.filter(({ version }) => version === 1)).toHaveLength(1100);
    expect(running.slice(0, 2)).toEqual([
      { arn: expect.stringMatching(/:by-hand$/), name: 'by-hand', version: 0, of: null },
      expect.objectContaining({ version: 2, of: { id: ulid(1100), restart: 7 } }),
    ]);
  });

  it('is waited for while it throttles', async () => {
    const { url } = await aMachine(1, 2);
    const names = { machine: `${MACHINE}:live`, table: 'cases', directory: 'directory', district: 'shawan' };
    const place = { ...names, endpoints: { dynamodb: url, stepfunctions: url, s3: '' }, now: () => MONDAY };
    expect(await openWorkflow(place).newest()).toBe(2);
  });

  it('is told of with a remedy when a name is wrong', async () => {
    const cloud = await rig();
    closing.push(() => void cloud[Symbol.asyncDispose]());
    const outputs = {
      CaseMachineArn: `${MACHINE}:live`,
      CasesTable: 'cases',
      LinesTable: 'lines',
      ResidentsTable: 'residents',
      PhotosBucket: 'photos',
      DirectoryTable: 'directory',
      District: 'shawan',
    };
    const url = await serve((request, response) => {
      const here = `http://${request.headers.host}`;
      const answers: Record<string, unknown> = {
        '/local/outputs': outputs,
        '/local/endpoints': { dynamodb: here, stepfunctions: here, s3: here },
        '/local/clock': { now: MONDAY, speed: 1 },
      };
      const answer = answers[request.url ?? ''];
      if (answer) response.end(JSON.stringify(answer));
      else cloud.states.handle(request, response);
    });
    expect(await workflow('migrate', '--url', url)).toEqual({
      code: 1,
      text: expect.stringMatching(/^ResourceNotFound: .*: check the alias in --machine$/),
    });
  });
});
