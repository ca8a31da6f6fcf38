import type { Case } from '../domain/case/case.ts';
import type { OpenCase } from '../domain/case/command.ts';
import { decideOpen } from '../domain/case/decide-open.ts';
import { isRefusal } from '../domain/case/refusal.ts';
import { append, type CaseFile, caseOf, newFile } from '../domain/case-file/case-file.ts';
import type { Directory } from '../domain/directory/directory.ts';
import type { Instant } from '../domain/primitives.ts';
import { salt, sha256 } from '../functions/shell/chance.ts';
import { random } from '../sample/random.ts';
import { ulid } from '../sample/ulid.ts';

const draw = random(2014);

/** A matter of ordinary length, under an id that nobody had before. */
export const anOpening = (grid: string, { documents }: Directory): OpenCase => ({
  id: ulid(Date.now(), draw),
  category: draw.pick(documents.categories.filter(({ retired }) => !retired)).id,
  grid,
  words: '村口往东约两百米处路面塌陷，长约一米、深约四十厘米，夜间无照明，行人与摩托车绕行，村民要求尽快修复并先行围挡',
  place: { longitude: 103.5478, latitude: 29.4123, address: '牛石镇前进村村口小卖部旁' },
});

/** So many cases opened at one instant, evenly over all grids, each by an officer of its grid. */
export function* openings(directory: Directory, now: Instant, count: number): Iterable<{ file: CaseFile; kase: Case }> {
  const { units, officers } = directory.documents;
  const grids = units.filter(({ level }) => level === 'grid');
  const officerAt = new Map(officers.flatMap((officer) => officer.posts.map(({ unit }) => [unit, officer])));
  const present = { directory, now, hash: sha256, salt: salt(), patience: 120 };
  for (let index = 0; index < count; index += 1) {
    const grid = grids[index % grids.length]?.id ?? '';
    const officer = officerAt.get(grid);
    if (!officer) throw new Error(`${grid} has no officer`);
    const opening = anOpening(grid, directory);
    const decision = decideOpen(opening, { officer: officer.id, posts: officer.posts }, now, directory);
    if (isRefusal(decision)) throw new Error(decision.message);
    const file = append(newFile(sha256(opening.id)), decision, present);
    yield { file: { ...file, version: 1 }, kase: caseOf(file) };
  }
}
