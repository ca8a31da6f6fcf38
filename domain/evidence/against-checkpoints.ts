import { after, type CivilDate, type Digest, type Instant, ms } from '../primitives.ts';
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

/** Holds the history of a bundle against what checkpoints know of its case. */
export function againstCheckpoints(content: Content, heads: readonly Head[] | undefined): Check {
  if (heads === undefined) {
    return open(
      'checkpoints',
      'without checkpoints, nobody can tell a history whose last events were rewritten by whoever held table and key',
    );
  }
  const own = heads.filter((head) => head.case === content.case);
  return disagreement(content, own) ?? agreement(content, own);
}

function disagreement({ history, at, policies, district }: Content, own: readonly Head[]): Check | undefined {
  const wrong = own.find(({ seq, hash }) => seq <= history.length && history[seq - 1]?.hash !== hash);
  if (wrong) return fails('checkpoints', `event ${wrong.seq} is not the one that ${wrong.from} knows`);
  const beyond = own.filter(({ seq }) => seq > history.length);
  if (beyond.length === 0) return undefined;
  const frozen = dayIn({ policies, district }, after(at, history.at(-1)?.at ?? at));
  if (frozen === undefined) return fails('checkpoints', 'its policies do not tell on which day it was frozen');
  const cut = beyond.find(({ day }) => day < frozen);
  return (
    cut &&
    fails(
      'checkpoints',
      `it has ${history.length} events and was frozen on ${frozen}, though ${cut.from} knows ${cut.seq} events when ${cut.day} was over: its end was cut off`,
    )
  );
}

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
  if (own.length === 0) return open('checkpoints', 'none of the checkpoints given knows this case');
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
