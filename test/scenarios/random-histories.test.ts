import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { currentStage, openParts } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { CLOSED, DEPARTMENTS, planOf } from '../../domain/case-file/plan.ts';
import { isPending } from '../../domain/case-file/workflow.ts';
import { ms, plusSeconds } from '../../domain/primitives.ts';
import { CaseView, caseView } from '../../functions/shell/case-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { of } from '../support/a-district.ts';
import { SECRET } from '../support/a-report.ts';
import { anOpening, district, means } from '../support/casework.ts';
import { ADDRESS, type Moment, moments, type Story, story, storyDocuments, timersUntil } from '../support/histories.ts';
import { inside } from '../support/inside.ts';
import { OTHER_CASES } from '../support/likely-moves.ts';
import { statesOf } from '../support/states-of.ts';

/*
 * Random histories of all moves, told to the API at the same instants as to the domain alone: the machine with its timers
 * must make of them the same cases. SEED=… repeats a run, COUNT=… takes more of them.
 */
const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
const COUNT = Number(process.env.COUNT ?? 24);

const LATEST = '2026-04-04T00:00:00.000Z';
const FIVE_HOURS = 5 * 3600;
const ulid = (count: number): string => `01KJP3AB5S8M6W3T9V2R${String(count).padStart(6, '0')}`;
const idOf = ({ kase }: Moment): string => kase.id;

/** What is for the API to see to: whether a case is full, and who may read the other one that a move concerns. */
const READERS = ['niushi-v1-g1', 'niushi-v1', 'niushi', 'shawan'];
function fitsTheRest({ asked, command }: Moment): boolean {
  if (command?.type === 'continue') return false;
  const posts = asked && 'posts' in asked.by ? asked.by.posts : [];
  const reads = posts.some(({ unit }) => READERS.includes(unit));
  return reads || (command?.type !== 'link' && command?.type !== 'merge');
}

/** Played by the domain alone; only stories in which something happens. */
function played(): Moment[][] {
  const stories: Story[] = fc.sample(story, { seed: SEED, numRuns: COUNT * 10 });
  const found = stories
    .filter(({ steps }) => steps.length > 4)
    .map((own) => ({
      ...own,
      start: '2026-03-02 09:00',
      announcedAt: null,
      steps: own.steps.map((step) => ({ ...step, sms: 'none' as const })),
    }))
    .map((own, index) => [...moments(own, { punctual: true, id: ulid(index) })])
    .filter((own) => own.length > 12 && (own.at(-1)?.now ?? '') < LATEST && own.every(fitsTheRest))
    .slice(0, COUNT);
  const end =
    found
      .map((own) => own.at(-1)?.now ?? '')
      .sort()
      .at(-1) ?? '';
  return found.map((own) => [...own, ...own.slice(-1).flatMap((last) => [...timersUntil(last, end)])]);
}

/** What people see of a case, but for what the sending of notices adds. */
/** How many joined stands beside the case, and not in it. */
const seen = ({ chain: _chain, outbox: _outbox, version: _version, joined: _joined, history, ...view }: CaseView) => ({
  ...view,
  history: history
    .filter(({ by }) => !('system' in by && by.system === 'notices'))
    .map(({ at, by, what }) => ({ at, by, what })),
});

test(`${COUNT} random histories told to the API make the cases that the domain makes of them alone, seed ${SEED}`, async () => {
  console.log(`random histories: SEED=${SEED}`);
  const histories = played();
  const personas = storyDocuments.officers.map(({ id, subject, name, posts: [post] }) => ({
    id,
    subject,
    name,
    role: post?.role ?? '',
    unit: post?.unit ?? '',
  }));
  const faults: string[] = [];
  await using cloud = await aCloud({ directory: storyDocuments, personas, onError: (text) => faults.push(text) });
  for (const id of OTHER_CASES) await cloud.open(anOpening({ id }), 'of-niushi-v1');

  const all = histories.flat().sort((a, b) => ms(a.now) - ms(b.now));
  for (const moment of all) {
    // Less than a task may take, since its time passes too while it runs.
    for (let at = plusSeconds(cloud.now(), FIVE_HOURS); at < moment.now; at = plusSeconds(at, FIVE_HOURS)) {
      await cloud.passTo(at);
    }
    await cloud.passTo(moment.now);
    await tell(cloud, moment);
  }
  const end = all.at(-1)?.now ?? '';
  // The machine tries such a call again once time passes, which here stands still: what it would have claimed comes too late.
  expect(
    faults.filter((text) => /Sandbox.Timedout|Runtime.ExitError/.test(text)),
    'calls without an answer',
  ).toEqual([]);
  console.log(`random histories: ${histories.length} cases, ${all.length} moments, until ${end}`);

  using look = inside(cloud.endpoints);
  const files = await look.files();
  for (const own of histories) await compare(cloud, files, own);
}, 600_000);

/** Opens the case, or asks for what was asked for at that moment. */
async function tell(cloud: TestCloud, moment: Moment): Promise<void> {
  const { asked, command, told, before } = moment;
  if (!before) expect((await opened(cloud, moment)).status).toBe(201);
  if (!asked) return;
  const { status, body } =
    'resident' in asked.by
      ? await cloud.say(idOf(moment), SECRET, saidBy(asked.command))
      : await cloud.command(idOf(moment), asked.by.officer, asked.command);
  if ((status === 200) !== (command !== undefined)) expect.fail(`${told}: ${status} ${JSON.stringify(body)}`);
  await cloud.idle();
}

/** Words of a resident are about the report whose receipt comes with them. */
const saidBy = (command: Command): object => {
  if (command.type !== 'message') return command;
  const { report: _, ...said } = command;
  return said;
};

function opened(cloud: TestCloud, { kase, file }: Moment) {
  const { words } = Object.values(file.contents)[0]?.content ?? { words: '' };
  const { id, category, origin: grid, openedBy, resident } = kase;
  if ('officer' in openedBy) return cloud.open({ id, category, grid, words, resident }, openedBy.officer);
  const where = district.unit(grid).level === 'grid' ? { grid } : { address: ADDRESS };
  return cloud.post('/public/reports', { id, secret: SECRET, category, ...where, words }, null);
}

/** The case that people see, and where its machine waits. */
async function compare(cloud: TestCloud, files: Map<string, CaseFile>, own: readonly Moment[]): Promise<void> {
  const last = own.at(-1);
  const file = files.get(last ? idOf(last) : '');
  if (!last || !file) throw new Error('a case is missing');
  const id = idOf(last);
  const present = means(cloud.now(), last.directory);
  const script = own.map(({ now, told }) => `${now} ${told}`).join('\n');
  const view = CaseView.parse(JSON.parse(JSON.stringify(caseView(last.file, present, of('shawan')))));
  expect(seen(await cloud.see(id, 'of-shawan')), script).toEqual(seen(view));

  const kase = caseOf(file);
  const { where } = planOf(kase, file.workflow, cloud.now(), last.directory);
  const { workflow } = file;
  const entered = (await statesOf(cloud, id, workflow.restart)).filter(
    (name) => name !== 'Where?' && name !== 'Part where?',
  );
  expect([workflow.restart, isPending(workflow)], script).toEqual([1, false]);
  // A lead whose helpers have all ended goes on in the line that it has.
  if (where === DEPARTMENTS || Object.keys(workflow.parts).length > 0) {
    const units = [currentStage(kase), ...openParts(kase)].map(({ unit }) => unit).sort();
    const waiting = Object.entries(workflow.parts).filter(
      ([unit, { token }]) => units.includes(unit) && token !== null,
    );
    expect(waiting.map(([unit]) => unit).sort(), script).toEqual(units);
  } else {
    expect(entered.at(-1), script).toBe(where);
    expect(workflow.token !== null, script).toBe(where !== CLOSED);
  }
}
