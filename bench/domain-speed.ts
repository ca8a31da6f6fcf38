import { decide } from '../domain/case/decide.ts';
import { evolve } from '../domain/case/evolve.ts';
import { lightOfCase } from '../domain/case/light.ts';
import { isRefusal } from '../domain/case/refusal.ts';
import { append, caseOf } from '../domain/case-file/case-file.ts';
import { openDirectory } from '../domain/directory/directory.ts';
import { instant } from '../domain/primitives.ts';
import { startClock } from '../domain/time/clock.ts';
import { salt, sha256 } from '../functions/shell/chance.ts';
import { sampleDocuments } from '../sample/directory.ts';
import { district } from '../sample/units.ts';
import { type Figure, median, type Section } from './figures.ts';
import { openings } from './openings.ts';

const ROUNDS = 5;
const ROUND_MS = 200;
const CASES = 500;

/**
 * How often a second the pure parts run, in one thread, warm. To be read against each other and against the rates over
 * HTTP: a request decides once, so where this is a hundred times that rate, a faster domain would change a hundredth.
 * They have no target, since the machine alone decides them; a fall by half between two versions on one machine does mean
 * something.
 */
export const domainSpeed: Section = async () => {
  const directory = openDirectory(sampleDocuments(), district, 1);
  const now = instant(Date.now());
  const cases = [...openings(directory, now, CASES)];
  const officers = directory.documents.officers;
  const present = { directory, now, hash: sha256, salt: salt(), patience: 120 };
  const holders = cases.map(({ file, kase }) => {
    const officer = officers.find(({ posts }) => posts.some(({ unit }) => unit === kase.origin));
    if (!officer) throw new Error(`${kase.origin} has no officer`);
    return { file, kase, actor: { officer: officer.id, posts: officer.posts } };
  });
  const escalated = ({ kase, actor }: (typeof holders)[number]) => {
    const decision = decide(kase, { type: 'escalate', reason: '网格无设备' }, actor, now, directory);
    if (isRefusal(decision)) throw new Error(decision.message);
    return decision;
  };
  const { limits, warning } = directory.category(cases[0]?.kase.category ?? '');
  const days = { measure: 'working-days', count: 5 } as const;
  const calendar = directory.calendar(directory.root.id);
  return [
    perSecond('Decide and evolve', holders, (each) =>
      escalated(each).reduce((kase, { by, what }) => evolve(kase, { at: now, by, what }), each.kase),
    ),
    perSecond('Decide and put on record, with hashes and notices', holders, (each) =>
      append(each.file, escalated(each), present),
    ),
    perSecond('Fold a case from its events', holders, ({ file }) => caseOf(file)),
    perSecond('Clocks of the category', holders, () => startClock(now, limits.grid, calendar, 1, warning)),
    perSecond('Clocks of five working days', holders, () => startClock(now, days, calendar, 1)),
    perSecond('Lights', holders, ({ kase }) => lightOfCase(kase, now)),
  ];
};

function perSecond<T>(what: string, items: readonly T[], run: (item: T) => unknown): Figure {
  const round = (): number => {
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < ROUND_MS) {
      for (const item of items) run(item);
      done += items.length;
    }
    return (done * 1000) / (performance.now() - began);
  };
  round();
  return { what, value: median(Array.from({ length: ROUNDS }, round)), unit: 'a second' };
}
