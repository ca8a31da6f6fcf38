import { describe, expect, test } from 'vitest';
import type { OpenCase } from '../../../domain/case/command.ts';
import { decideOpen } from '../../../domain/case/decide-open.ts';
import type { Actor } from '../../../domain/case/decision.ts';
import { reportersIn } from '../../../domain/case/reporter.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { continuationOf } from '../../../domain/case-file/continuation.ts';
import type { Officer } from '../../../domain/directory/documents.ts';
import { aDirectory, documents, of } from '../../support/a-district.ts';
import { aCase, anOpening, aReport, MONDAY, means, move, OTHER_CASE } from '../../support/casework.ts';

const officer = (id: string, ...posts: Officer['posts']): Officer => ({ id, name: id, subject: `local|${id}`, posts });
const directory = aDirectory({
  officers: [
    ...documents().officers,
    officer('helper', { unit: 'niushi-v1-g2', role: 'officer' }, { unit: 'niushi-v1-g1', role: 'clerk' }),
    officer('keeper', { unit: 'niushi-v1-g1', role: 'administrator' }),
  ],
});
const clerk = of('niushi-v1');
const byClerk = { officer: 'of-niushi-v1', unit: 'niushi-v1', role: 'officer' };
const byOfficer = { officer: 'of-niushi-v1-g1', unit: 'niushi-v1-g1', role: 'officer' };
const reporter = byOfficer.officer;
const kaseOf = (over: Partial<OpenCase>, by: Actor = clerk) => caseOf(aCase({ by, directory, ...over }));

describe('a clerk files for an officer of the grid', () => {
  test('the officer is credited, has accepted it and is its first contact; the clerk is on record', () => {
    const file = aCase({ by: clerk, directory, reporter });
    expect(file.history.map(({ by, at, what }) => [what.type, by, at])).toEqual([
      ['opened', byClerk, MONDAY],
      ['accepted', byOfficer, MONDAY],
    ]);
    const { openedBy, firstReceiver, stages, ...kase } = caseOf(file);
    expect([openedBy, kase.reporter, firstReceiver?.by, stages[0].acceptedBy]).toEqual([
      byClerk,
      byOfficer,
      byOfficer,
      byOfficer,
    ]);
    expect(file.outbox).toEqual([]);
  });

  test('what was handled on the spot was handled by the officer', () => {
    const file = aCase({ by: clerk, directory, reporter, record: { result: '已劝导' } });
    const kase = caseOf(file);
    expect([kase.status, kase.resolver, kase.openedBy, kase.reporter]).toEqual([
      'closed',
      byOfficer,
      byClerk,
      byOfficer,
    ]);
    expect(file.history.map(({ by }) => by)).toEqual([byClerk, byOfficer, byOfficer]);
  });

  test.each([
    ['the centre', 'shawan'],
    ['the township', 'niushi'],
    ['a colleague of the same grid', 'helper'],
  ])('so can %s', (_, who) => {
    const by = who === 'helper' ? { officer: who, posts: directory.findOfficer(who)?.posts ?? [] } : of(who);
    expect(kaseOf({ reporter }, by).firstReceiver?.by).toEqual(byOfficer);
  });

  test('it is in the post that they have in that grid', () => {
    expect(kaseOf({ reporter: 'helper' }).reporter).toEqual({ officer: 'helper', unit: 'niushi-v1-g1', role: 'clerk' });
    expect(reportersIn('niushi-v1-g1', directory).map(({ id }) => id)).toEqual(['of-niushi-v1-g1', 'helper']);
  });

  test.each([
    ['the officer of the grid', of('niushi-v1-g1')],
    ['a clerk above', clerk],
  ])('naming oneself is naming nobody: %s', (_, by) => {
    const opening = anOpening();
    const named = decideOpen({ ...opening, reporter: by.officer }, by, MONDAY, directory);
    expect(named).toEqual(decideOpen(opening, by, MONDAY, directory));
  });

  test.each([
    ['somebody unknown', clerk, { reporter: 'nobody' }, 'unknown-officer', /nobody is no officer of shawan; see GET/],
    ['an officer of another grid', clerk, { reporter: 'of-niushi-v1-g2' }, 'reporter-elsewhere', /does not work in/],
    [
      'an officer above the grid',
      of('shawan'),
      { reporter: 'of-niushi-v1' },
      'reporter-elsewhere',
      /grid=niushi-v1-g1/,
    ],
    ['who keeps the directory only', clerk, { reporter: 'keeper' }, 'reporter-elsewhere', /keeper does not work/],
    ['by somebody of another grid', of('niushi-v1-g2'), { reporter }, 'not-yours', /no post in niushi-v1-g1/],
    ['by somebody of another village', of('fulu-v1'), { reporter }, 'not-yours', /ask its officer or station/],
  ])('refused: %s', (_, by, over, refused, message) => {
    expect(decideOpen(anOpening(over), by, MONDAY, directory)).toEqual({
      refused,
      message: expect.stringMatching(message),
    });
  });
});

describe('nobody named', () => {
  test('who files it is credited, an officer or the resident', () => {
    expect(kaseOf({}, of('niushi-v1-g1')).reporter).toEqual(byOfficer);
    expect(kaseOf({})).toMatchObject({ reporter: byClerk, firstReceiver: null });
    expect(caseOf(aReport()).reporter).toEqual({ resident: true });
  });

  test('no event says anything of a reporter', () => {
    expect(aCase({ by: clerk }).history[0]?.what).not.toHaveProperty('reporter');
  });
});

test.each([
  ['an officer', aCase({ by: clerk, reporter }), byOfficer],
  ['who filed it', aCase({ by: clerk }), byClerk],
  ['the resident', aReport(), { resident: true }],
])('a case that goes on from a full one is credited to the same: %s', (_, full, credited) => {
  const by = { officer: 'of-shawan', unit: 'shawan', role: 'officer' as const };
  const accepted = move(full, of('niushi-v1-g1'), { type: 'escalate', reason: '需要设备' }, MONDAY);
  const head = accepted.history.at(-1)?.hash ?? '';
  const next = caseOf(continuationOf(accepted, head, OTHER_CASE, by, means(MONDAY)));
  expect([next.openedBy, next.reporter]).toEqual([by, credited]);
});
