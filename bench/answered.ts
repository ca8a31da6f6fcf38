import { decide } from '../domain/case/decide.ts';
import { decideReport } from '../domain/case/decide-report.ts';
import { type Decision, RESIDENT } from '../domain/case/decision.ts';
import { isRefusal } from '../domain/case/refusal.ts';
import { append, type CaseFile, caseOf, newFile } from '../domain/case-file/case-file.ts';
import { delivered } from '../domain/case-file/workflow.ts';
import type { Directory } from '../domain/directory/directory.ts';
import type { Instant } from '../domain/primitives.ts';
import { sha256 } from '../functions/shell/chance.ts';
import { random } from '../sample/random.ts';
import { ulid } from '../sample/ulid.ts';

const draw = random(50_000);

/** A matter that a resident reported at an instant, that its grid resolved at another, rated and published: closed. */
export function answered(directory: Directory, openedAt: Instant, endedAt: Instant, index: number): CaseFile {
  const { units, officers } = directory.documents;
  // Whatever is about persons is not on the list.
  const categories = directory.documents.categories.filter(({ personal, retired }) => !personal && !retired);
  const grids = units.filter(({ level }) => level === 'grid');
  const grid = grids[index % grids.length];
  const officerOf = (unit: string) => officers.find(({ posts }) => posts.some((post) => post.unit === unit));
  const actorOf = (unit: string) => {
    const officer = officerOf(unit);
    if (!officer) throw new Error(`${unit} has no officer`);
    return { officer: officer.id, posts: officer.posts };
  };
  const id = ulid(Date.parse(openedAt), draw);
  const means = (now: Instant) => ({ now, directory, hash: sha256, salt: id, patience: 120 });
  const report = {
    id,
    category: categories[index % categories.length]?.id ?? '',
    grid: grid?.id ?? '',
    words: '村口往东约两百米处路面塌陷，长约一米、深约四十厘米，夜间无照明，行人与摩托车绕行',
    place: { longitude: 103.5478, latitude: 29.4123 },
  };
  const opened = made(decideReport(report, openedAt, directory));
  const steps = [
    [actorOf(report.grid), { type: 'resolve', result: '已铺设钢板并设置围挡，路面当日修复，夜间加装警示灯。' }],
    [RESIDENT, { type: 'rate', satisfied: true }],
    [actorOf(grid?.parent ?? ''), { type: 'publish', words: '已铺设钢板并设置围挡，路面当日修复，夜间加装警示灯。' }],
  ] as const;
  const first = append(newFile(sha256(id), sha256(`receipt ${id}`)), opened, means(openedAt));
  const file = steps.reduce<CaseFile>(
    (sofar, [by, command]) =>
      append(sofar, made(decide(caseOf(sofar), command, by, endedAt, directory)), means(endedAt)),
    first,
  );
  return { ...file, version: 1, outbox: [], calls: [], workflow: delivered(file.workflow, file.workflow.seq) };
}

function made(decision: Decision) {
  if (isRefusal(decision)) throw new Error(decision.message);
  return decision;
}
