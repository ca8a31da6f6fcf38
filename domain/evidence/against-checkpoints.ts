import { after, type CivilDate, type Digest, type Instant, ms } from '../primitives.ts';
import { addDays, DAY } from '../time/civil.ts';
import type { Content } from './bundle.ts';
import { type Check, fails, holds, open } from './check.ts';
import { openPolicy } from './policy.ts';

/** That the history of a case had this hash at this event, as written down where nobody can write again. */
export interface Head {
  case: string;
  seq: number;
  hash: Digest;
  /** The history ended with this event when this day of the district was over. */
  day: CivilDate;
  /** Where it stands, for people. */
  from: string;
}

/** What checkpoints know. */
export interface Known {
  heads?: readonly Head[];
  /** The days that they close. */
  days?: readonly CivilDate[];
}

/** A case that is older is in a checkpoint: only one that is touched in the first minutes of each day is not. */
const YOUNG = 2 * DAY;

/** Holds the history of a bundle against what checkpoints know of its case. */
export function againstCheckpoints(content: Content, { heads, days = [] }: Known): Check {
  if (heads === undefined) {
    return open(
      'checkpoints',
      'without checkpoints, nobody can tell a history whose last events were rewritten by whoever held table and key',
    );
  }
  const own = heads.filter((head) => head.case === content.case);
  if (own.length === 0) return absence(content, new Set(days));
  return disagreement(content, own) ?? agreement(content, own);
}

function absence(content: Content, days: ReadonlySet<CivilDate>): Check {
  const [opened, frozen] = [content.history[0]?.at ?? content.at, frozenAt(content)];
  const [first, last] = [dayIn(content, opened), dayIn(content, frozen)];
  if (first === undefined || last === undefined) return withoutDays;
  const missing = firstOpen(first, last, days);
  if (ms(frozen) - ms(opened) > YOUNG && missing === undefined) {
    return fails(
      'checkpoints',
      `it was opened on ${first} and frozen on ${last}, and none of the checkpoints of those days knows this case: it was kept out of them or put in later, unless none could be written while it was busy`,
    );
  }
  const why = missing === undefined ? 'it was young when it was frozen' : `the one of ${missing} is not among them`;
  return open('checkpoints', `none of the checkpoints given knows this case; ${why}`);
}

/** The first day that is not closed, from one on and before another. */
function firstOpen(first: CivilDate, end: CivilDate, closed: ReadonlySet<CivilDate>): CivilDate | undefined {
  let day = first;
  while (day < end && closed.has(day)) day = addDays(day, 1);
  return day < end ? day : undefined;
}

function disagreement(content: Content, own: readonly Head[]): Check | undefined {
  const { history } = content;
  const wrong = own.find(({ seq, hash }) => seq <= history.length && history[seq - 1]?.hash !== hash);
  if (wrong) return fails('checkpoints', `event ${wrong.seq} is not the one that ${wrong.from} knows`);
  const beyond = own.filter(({ seq }) => seq > history.length);
  if (beyond.length === 0) return undefined;
  const frozen = dayIn(content, frozenAt(content));
  if (frozen === undefined) return withoutDays;
  const cut = beyond.find(({ day }) => day < frozen);
  return (
    cut &&
    fails(
      'checkpoints',
      `it has ${history.length} events and was frozen on ${frozen}, though ${cut.from} knows ${cut.seq} events when ${cut.day} was over: its end was cut off`,
    )
  );
}

/** A bundle that dates itself before its last event is dated by that. */
const frozenAt = ({ at, history }: Content): Instant => after(at, history.at(-1)?.at ?? at);

const withoutDays = fails('checkpoints', 'its policies do not tell which days it was opened and frozen on');

/** The day of an instant where the district is, by its newest policy; undefined where that names no calendar. */
function dayIn({ policies, district }: Pick<Content, 'policies' | 'district'>, at: Instant): CivilDate | undefined {
  const newest = policies.at(-1);
  if (newest === undefined) return undefined;
  try {
    const { calendar, root } = openPolicy(newest, district);
    return calendar(root.id).dateOf(ms(at));
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    return undefined;
  }
}

function agreement({ history }: Content, own: readonly Head[]): Check {
  const agreed = own.filter(({ seq }) => seq <= history.length);
  if (agreed.length === 0) {
    return open('checkpoints', 'the checkpoints given know this case only with events that came after the freezing');
  }
  const last = Math.max(...agreed.map(({ seq }) => seq));
  return last === history.length
    ? holds('checkpoints', `all ${last} events agree with ${agreed.length} checkpoints`)
    : open(
        'checkpoints',
        `up to event ${last} they agree with the checkpoints; events ${last + 1} to ${history.length} came later`,
      );
}
