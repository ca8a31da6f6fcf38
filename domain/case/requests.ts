import { ms, plusSeconds } from '../primitives.ts';
import { extensibleUntil, MOST_EXTENSIONS, pausesOf } from './caps.ts';
import type { Case, Request } from './case.ts';
import { currentStage, openParts, runningAt } from './case.ts';
import { anyLater, clocksByCategory, clocksExtended } from './clocks.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Draft, Situation } from './decision.ts';
import { superiorOf } from './holding.ts';
import { MOVES, unitOf, working } from './moves.ts';
import { refuse } from './refusal.ts';
import { askerOf, outcomeOf } from './rulings.ts';
import type { By } from './wish.ts';
import { asking } from './wishes.ts';

/** Moves that ask for something, and the ruling on it. What each asks, the unit one level up decides, unless said. */
export function pause(situation: Situation, { reason, until, note }: CommandOf<'pause'>): Decision {
  const { kase, now, directory } = situation;
  const { rule } = MOVES.pause;
  const { most, days } = pausesOf(kase, directory);
  if (kase.paused) return refuse('already-paused', `the case is paused until ${kase.paused.until}`, rule);
  if (kase.counts.pauses >= most) {
    return refuse('too-many-pauses', `the case was paused ${kase.counts.pauses} times; ${most} is the most`, rule);
  }
  if (until <= now || ms(until) > ms(plusSeconds(now, days * 86_400))) {
    return refuse('pause-too-long', `until ${until} must lie within ${days} days from now, ${now}`, rule);
  }
  return asking(situation, { kind: 'pause', reason, until }, superior(situation), note, rule);
}

export function extend(situation: Situation, { limit, reason }: CommandOf<'extend'>): Decision {
  const { kase, now, directory } = situation;
  const stage = currentStage(kase);
  const { rule } = MOVES.extend;
  const soonest = extensibleUntil(kase);
  if (runningAt(kase, now) > soonest) {
    return refuse('expired', `it was due ${soonest}; an extension is asked before that`, rule);
  }
  if (kase.counts.extensions >= MOST_EXTENSIONS) {
    return refuse('too-many-extensions', `it was extended ${kase.counts.extensions} times, which is the most`, rule);
  }
  const wanted = clocksExtended(kase, now, limit, directory).stageClock.dueAt;
  const most = clocksExtended(kase, now, stage.clock.limit, directory).stageClock.dueAt;
  if (wanted > most) {
    return refuse('extension-too-long', `that would be due ${wanted}; at most the limit once more, ${most}`, rule);
  }
  return asking(situation, { kind: 'extension', limit }, superior(situation), reason, rule);
}

/** An earlier deadline is set at once; a later one needs approval. */
export function recategorise(situation: Situation, { category, reason }: CommandOf<'recategorise'>): Decision {
  const { kase, by, directory } = situation;
  const { rule } = MOVES.recategorise;
  const known = directory.findCategory(category);
  if (!known || known.retired) {
    return refuse('unknown-category', `${category} is not a category in use; see GET /categories`, rule);
  }
  if (category === kase.category) return refuse('same-category', `the case is in ${category} already`, rule);
  const clocks = clocksByCategory(kase, category, directory);
  if (anyLater(kase, clocks)) {
    return asking(situation, { kind: 'recategorise', category }, superior(situation), reason, rule);
  }
  return [{ by, content: { words: reason }, what: { type: 'recategorised', ...clocks, category } }];
}

export function transfer(situation: Situation, { to, reason }: CommandOf<'transfer'>): Decision {
  const { kase, directory } = situation;
  const stage = currentStage(kase);
  const { rule } = MOVES.transfer;
  const target = directory.findUnit(to);
  if (!target || target.retired || target.level !== stage.level || to === stage.unit) {
    return refuse('not-beside', `${to} is no other ${stage.level} in service; name one of the same level`, rule);
  }
  if (stage.bound) return refuse('bound', `the centre ruled that it belongs to ${stage.unit}; resolve it`, rule);
  if (openParts(kase).length > 0) {
    return refuse('parts-open', 'departments help with it; contest the lead instead, and the centre names it', rule);
  }
  return asking(situation, { kind: 'transfer', to }, target, reason, rule);
}

export function contestLead(situation: Situation, { reason }: CommandOf<'contest-lead'>): Decision {
  const { rule } = MOVES['contest-lead'];
  if (openParts(situation.kase).length === 0) {
    return refuse('not-joint', 'no other department is at work on it; return it, or ask for a transfer', rule);
  }
  return asking(situation, { kind: 'lead' }, situation.directory.root, reason, rule);
}

/** Asks an officer, in their first working post, to answer for the case from here on. */
export function handDuty(situation: Situation, { officer, reason }: CommandOf<'hand-duty'>): Decision {
  const { directory } = situation;
  const { rule } = MOVES['hand-duty'];
  if ('officer' in situation.by && situation.by.officer === officer) {
    return refuse('itself', `${officer} is you; name another officer`, rule);
  }
  const person = directory.findOfficer(officer);
  const [post] = working(person?.posts ?? []);
  if (!post) return refuse('unknown-officer', `${officer} is no officer with a post; see GET /officers`, rule);
  return asking(situation, { kind: 'first-contact', officer, ...post }, directory.unit(post.unit), reason, rule);
}

export function reopen(situation: Situation, { reason }: CommandOf<'reopen'>): Decision {
  const { kase, directory } = situation;
  const to = superiorOf(kase.resolvedBy ?? kase.origin, directory);
  return asking(situation, { kind: 'reopening' }, to, reason, MOVES.reopen.rule);
}

/** In words why somebody may not rule on what is asked for; undefined if they may. */
export function whyNotToRule(kase: Case, { wish, to, by: asking }: Request, by: By): string | undefined {
  if (!('officer' in by) || to !== by.unit) return `the ${wish.kind} was put to ${to}`;
  const own = unitOf(asking) === to;
  const asker = 'officer' in asking ? asking.officer : '';
  if (own && (by.role !== 'leader' || by.officer === asker)) {
    return `a leader of ${to} other than ${asker} rules on what it asked itself`;
  }
  const resolver = kase.resolver && 'officer' in kase.resolver ? kase.resolver.officer : '';
  if (wish.kind === 'reopening' && to === kase.resolvedBy && (by.role !== 'leader' || by.officer === resolver)) {
    return `a leader of ${to} other than ${resolver} rules on what was resolved there`;
  }
  if (wish.kind === 'first-contact' && wish.officer !== by.officer) {
    return `that duty was offered to ${wish.officer}, who alone can take it`;
  }
  return undefined;
}

/** To place a case where it is, is to refuse to send it back: it stays, and that binds. */
export function rule(situation: Situation, { wish, grant, unit, reason }: CommandOf<'rule'>): Decision {
  const { kase, by } = situation;
  const { rule } = MOVES.rule;
  const request = kase.requests.find((open) => open.wish.kind === wish);
  if (!request) {
    const open = kase.requests.map((other) => other.wish.kind).join(', ') || 'nothing';
    return refuse('not-asked', `no ${wish} is asked for; asked is ${open}`, rule);
  }
  const why = whyNotToRule(kase, request, by);
  if (why !== undefined) return refuse('not-for-you', why, rule);
  const stays = wish === 'placement' && unit === currentStage(kase).unit;
  const granted = grant && !stays;
  const ruled: Draft = {
    by,
    content: { words: reason },
    what: { type: 'ruled', wish, ...askerOf(request), granted, deemed: false },
  };
  const outcome = outcomeOf(situation, request, granted, unit);
  return Array.isArray(outcome) ? [ruled, ...outcome] : outcome;
}

export function withdraw({ kase, by }: Situation, { wish, reason }: CommandOf<'withdraw'>): Decision {
  const request = kase.requests.find((open) => open.wish.kind === wish && unitOf(open.by) === unitOf(by));
  return request
    ? [{ by, content: { words: reason }, what: { type: 'request-withdrawn', wish } }]
    : refuse('not-asked', `your unit asks for no ${wish}; nothing is to be withdrawn`, MOVES.withdraw.rule);
}

const superior = ({ kase, directory }: Situation) => superiorOf(currentStage(kase).unit, directory);
