import { type Directory, openDirectory } from '../domain/directory/directory.ts';
import type { Documents, Unit } from '../domain/directory/documents.ts';
import type { Instant, Ulid } from '../domain/primitives.ts';
import { marketGrids } from './market.ts';
import { hourOf, moments } from './moments.ts';
import { climb, type Station, type Step } from './path.ts';
import { pointIn } from './point.ts';
import { type Random, random } from './random.ts';
import { type Story, stories } from './stories/index.ts';
import { report, type Scene } from './stories/wording.ts';
import { ulid } from './ulid.ts';
import { weighted } from './weighted.ts';

export type { Step } from './path.ts';

/** A matter as a script: taken in by its officer `at`, then its steps, in order of time. */
export interface Matter {
  id: Ulid;
  at: Instant;
  grid: string;
  /** The id of the grid's officer. */
  officer: string;
  category: string;
  /** In the measure of its category, around the clock. */
  emergency: boolean;
  /** A resident called it in and waits for the answer. */
  resident: boolean;
  words: string;
  place: { longitude: number; latitude: number };
  steps: Step[];
}

/** What to make: as many matters as `count` between two instants (the second not included), among these documents. */
export interface Wish {
  seed: number;
  from: Instant;
  to: Instant;
  count: number;
  documents: Documents;
}

const notOnTheSpot = 0.15;
/** Where the matters end that are not settled on the spot. */
const ends: readonly (readonly [levels: number, weight: number])[] = [
  [1, 10],
  [2, 46],
  [3, 25],
  [4, 19],
];

const isNight = (hour: number) => hour >= 22 || hour < 6;

/** The choice of a story for each scene, so that fields are not asked about street lamps. */
function storyteller(): (scene: Scene, draw: number) => Story {
  const chooser = (scene: Scene) =>
    weighted(stories, (story) => story.weight * (scene.community ? story.town : 1) * (scene.night ? story.night : 1));
  const day = {
    village: chooser({ community: false, night: false }),
    town: chooser({ community: true, night: false }),
  };
  const night = {
    village: chooser({ community: false, night: true }),
    town: chooser({ community: true, night: true }),
  };
  return (scene, draw) => (scene.night ? night : day)[scene.community ? 'town' : 'village'](draw);
}

/** How much of each kind is not settled on the spot, so that the whole comes to the share above. */
const meanClimb =
  stories.reduce((sum, story) => sum + story.weight * story.climbs, 0) /
  stories.reduce((sum, story) => sum + story.weight, 0);
const climbs = (story: Story, draw: number) => draw < (notOnTheSpot * story.climbs) / meanClimb;

/**
 * A believable period in the proportions of the report: most matters recorded and closed at the grid, few that climb,
 * fewer that a department has to settle. In order of time; the same wish always gives the same matters.
 */
export function* matters({ seed, from, to, count, documents }: Wish): Iterable<Matter> {
  const draw = random(seed);
  const district = documents.units.find((unit) => unit.level === 'district');
  if (district === undefined) throw new Error('no district among the units: give the documents of a whole district');
  const directory = openDirectory(documents, district.id, 0);
  const calendar = directory.calendar(district.id);
  const gridOn = marketGrids(directory, draw);
  const officers = new Map(documents.officers.flatMap(({ id, posts }) => posts.map((post) => [post.unit, id])));
  const tell = storyteller();
  const endsAt = weighted(ends, ([, weight]) => weight);

  for (const ms of moments(count, { from: Date.parse(from), to: Date.parse(to) }, calendar, draw)) {
    const { grid, community } = gridOn(calendar.dateOf(ms), draw.next());
    const scene = { community, night: isNight(hourOf(ms, calendar)) };
    const story = tell(scene, draw.next());
    const tale = draw.pick(story.tales);
    const [what, done] = tale;
    const category = directory.category(story.category);
    const [levels] = endsAt(draw.next());
    const taken = {
      id: ulid(ms, draw),
      at: new Date(ms).toISOString(),
      grid: grid.id,
      officer: officerOf(grid, officers),
      category: category.id,
      emergency: category.limits.case.measure === 'minutes',
      words: report(story, what, scene, draw),
      place: pointIn(grid, draw),
    };
    const goesUp = climbs(story, draw.next());
    yield {
      ...taken,
      resident: goesUp && story.known === 'told',
      steps: goesUp
        ? climb(category, tale, stationsOf(grid, levels, story, directory, draw), ms, draw)
        : [{ after: 0, by: 'grid', do: 'record', words: done }],
    };
  }
}

function officerOf(grid: Unit, officers: ReadonlyMap<string, string>): string {
  const officer = officers.get(grid.id);
  if (officer === undefined) throw new Error(`grid ${grid.id} has no officer: give one a post there`);
  return officer;
}

/** The stations of a matter that takes so many levels; beyond the township it goes through the centre to a department. */
function stationsOf(grid: Unit, levels: number, story: Story, directory: Directory, draw: Random): Station[] {
  const line = directory.lineage(grid.id).slice(0, levels);
  const department = directory.unit(draw.pick(story.departments));
  const units = line.at(-1)?.level === 'district' ? [...line, department] : line;
  return units.map((unit) => ({ unit, calendar: directory.calendar(unit.id) }));
}
