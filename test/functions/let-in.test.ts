import { expect, test, vi } from 'vitest';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { HeldReport } from '../../domain/resident/held-report.ts';
import { aReport, MONDAY, means } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { someCases } from './sending.ts';

for (const name of ['DISTRICT', 'CASES_TABLE', 'DIRECTORY_TABLE', 'RESIDENTS_TABLE', 'LINES_TABLE', 'AWS_REGION'])
  vi.stubEnv(name, 'local');
const { letIn, openingOf } = await import('../../functions/shell/let-in.ts');

const ENDED = ulid(1);
const present = means(MONDAY);
const aHeld = HeldReport.parse({
  id: ulid(2),
  at: MONDAY,
  receipt: 'a'.repeat(64),
  request: 'b'.repeat(64),
  report: { id: ulid(2), category: 'roads', grid: 'niushi-v1-g1', words: '又裂开了', reopens: ENDED },
  contact: null,
  subscribed: false,
  why: ['links'],
});

/** Lets it in, and again, where the case that it takes up is as given. */
async function letInTwice(before: ReturnType<typeof aReport>) {
  const { files, store } = someCases();
  files.set(ENDED, { ...before, version: 1 });
  const done: string[] = [];
  const to = {
    desk: { cases: store, directory: async () => present.directory, now: () => MONDAY },
    held: { done: async ({ id }: HeldReport) => void done.push(id) },
    kept: { residents: { load: async () => undefined, save: async () => true }, recent: { note: async () => {} } },
    lines: { post: async () => {} },
  };
  const letInNow = () => letIn(aHeld, openingOf(aHeld, present), present, to);
  await letInNow();
  await letInNow();
  return { opened: files.get(aHeld.id), ended: files.get(ENDED), done };
}

test('a report that takes up a case which is open again is a case by itself', async () => {
  const { opened, ended, done } = await letInTwice(aReport({ id: ENDED }));
  expect(opened).toMatchObject({ version: 1, request: aHeld.request, receipt: aHeld.receipt });
  expect(opened && caseOf(opened).links).toEqual([]);
  expect(ended && caseOf(ended).links).toEqual([]);
  expect(done).toEqual([aHeld.id, aHeld.id]);
});
