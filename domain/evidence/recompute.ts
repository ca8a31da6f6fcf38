import { canonical } from '../case-file/history.ts';
import type { Content } from './bundle.ts';
import { type Check, fails, holds } from './check.ts';
import { agrees, named } from './named.ts';
import { openPolicy, revisionsOf } from './policy.ts';
import { type Telling, tell } from './telling.ts';

/** Works out anew what a bundle tells, from its events and policies alone, and compares. */
export function recompute(content: Content): Check[] {
  try {
    return compared(content);
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    return [fails('told', `its events and policies do not fit together: ${fault.message}`)];
  }
}

function compared({ history, at, district, policies, told }: Content): Check[] {
  const revisions = policies.map(({ revision }) => revision);
  const wanted = revisionsOf(history);
  if (canonical(revisions) !== canonical(wanted)) {
    return [fails('policy', `the clocks were set by revisions ${wanted}, and the bundle has ${revisions}`)];
  }
  const directories = new Map(policies.map((policy) => [policy.revision, openPolicy(policy, district)]));
  const again = tell(history, at, (revision) => {
    const directory = directories.get(revision);
    if (!directory) throw new RangeError(`the bundle has no directory of revision ${revision}`);
    return directory;
  });
  return [
    named('key', again.explanation).includes('due.differs')
      ? fails('policy', 'a limit ends at another instant by the calendars in the bundle')
      : holds('policy', `every deadline follows from the limits and calendars of revisions ${wanted.join(', ')}`),
    ...MEMBERS.map((member) => follows(member, told, again)),
  ];
}

const MEMBERS = ['case', 'attempts', 'explanation'] as const;
type Member = (typeof MEMBERS)[number];
const NAMES: Record<Member, string> = {
  case: 'the case, its holders and their clocks',
  attempts: 'the attempts to reach somebody',
  explanation: 'the explanation of the lights',
};

const follows = (member: Member, told: Content['told'], again: Telling): Check =>
  agrees(told[member], again[member])
    ? holds('told', `${NAMES[member]}: as the events tell`)
    : fails('told', `${NAMES[member]}: not as the events tell`);
