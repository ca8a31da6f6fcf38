import { startClock } from '../time/clock.ts';
import type { Request } from './case.ts';
import { currentStage, openParts } from './case.ts';
import { clocksByCategory, clocksExtended } from './clocks.ts';
import type { Decision, Draft, Situation } from './decision.ts';
import { evolveAll } from './evolve.ts';
import { holdingOf } from './holding.ts';
import { MOVES, unitOf } from './moves.ts';
import { isRefusal, refuse } from './refusal.ts';
import { resumption } from './resumption.ts';
import type { WishKind, WishOf } from './wish.ts';
import { WISHES } from './wishes.ts';

type Grant<K extends WishKind> = (situation: Situation, wish: WishOf<K>, unit: string | undefined) => Decision;

/** What a wish brings when it is granted. */
const GRANTS: { [K in WishKind]: Grant<K> } = {
  pause: ({ by, now }, { reason, until }) =>
    until > now
      ? [{ by, what: { type: 'paused', reason, until } }]
      : refuse('expired', `it was asked until ${until}, which is over; refuse it`, MOVES.rule.rule),
  extension: ({ kase, by, now, directory }, { limit }) => [
    { by, what: { type: 'extended', ...clocksExtended(kase, now, limit, directory), limit } },
  ],
  recategorise: ({ kase, by, directory }, { category }) => [
    { by, what: { type: 'recategorised', ...clocksByCategory(kase, category, directory), category } },
  ],
  transfer: ({ kase, by, now, directory }, { to }) => {
    const unit = directory.unit(to);
    return unit.retired
      ? refuse('unknown-unit', `${to} is no longer in service; refuse it`, MOVES.rule.rule)
      : [{ by, what: { type: 'transferred', holding: holdingOf(unit, kase.category, now, directory) } }];
  },
  placement: (situation, { back }, unit) => placed(situation, unit ?? back),
  lead: leadNamed,
  'first-contact': ({ by }, { officer, unit, role }) => [
    { by, what: { type: 'duty-handed', to: { officer, unit, role } } },
  ],
  reopening: reopened,
};

/** What follows from a ruling. A refused reopening closes the case; other refusals leave all as it is. */
export function outcomeOf(
  situation: Situation,
  { wish }: Pick<Request, 'wish'>,
  granted: boolean,
  unit?: string,
): Decision {
  if (!granted) return wish.kind === 'reopening' ? [{ by: situation.by, what: { type: 'closed' } }] : [];
  const first = HANDS_ON.has(wish.kind) ? awake(situation) : [];
  const kase = evolveAll(situation.kase, first, situation.now);
  const outcome = grantOf({ ...situation, kase }, wish, unit);
  return isRefusal(outcome) || outcome.length === 0 ? outcome : [...first, ...outcome];
}

/** What hands the case on ends a pause first: the clock of the next holder has stood still for nobody. */
const HANDS_ON: ReadonlySet<WishKind> = new Set(['transfer', 'placement', 'lead']);
const awake = ({ kase, by, now, directory }: Situation): Draft[] =>
  kase.paused ? [{ ...resumption(kase, now, directory, 'moved'), by }] : [];

const grantOf = <K extends WishKind>(situation: Situation, wish: WishOf<K> & { kind: K }, unit?: string): Decision =>
  GRANTS[wish.kind](situation, wish, unit);

/** The unit that asked, to which the answer goes. */
export function askerOf({ by }: Pick<Request, 'by'>): { asker?: string } {
  const asker = unitOf(by);
  return asker === undefined ? {} : { asker };
}

/** What silence means for a request whose time is over. */
export function deemed(situation: Situation, request: Request): Draft[] {
  const granted = WISHES[request.wish.kind].silence === 'granted';
  const what = { type: 'ruled' as const, wish: request.wish.kind, ...askerOf(request), granted, deemed: true };
  const outcome = outcomeOf(situation, request, granted);
  // What can no longer be granted is refused: an exception here would stop everything that comes due in the case.
  if (!Array.isArray(outcome)) return [{ by: situation.by, what: { ...what, granted: false } }];
  return [{ by: situation.by, what }, ...outcome];
}

function placed({ kase, by, now, directory }: Situation, id: string): Decision {
  const unit = directory.findUnit(id);
  if (!unit || unit.retired) {
    return refuse('unknown-unit', `${id} is no unit in service; see GET /units`, MOVES.rule.rule);
  }
  return [{ by, what: { type: 'placed', holding: holdingOf(unit, kase.category, now, directory) } }];
}

/** The new lead starts a stage; who led helps on with the clock it had, and must. */
function leadNamed({ kase, by, now, directory }: Situation, _: unknown, unit: string | undefined): Decision {
  const stage = currentStage(kase);
  const parts = openParts(kase);
  if (unit === stage.unit) return [];
  if (unit === undefined || !parts.some((part) => part.unit === unit)) {
    const names = [stage.unit, ...parts.map((part) => part.unit)].join(', ');
    return refuse('no-such-part', `"unit" ${unit ?? 'is missing; it'} must be one of ${names}`, MOVES.rule.rule);
  }
  const others = parts
    .filter((part) => part.unit !== unit)
    .map(({ unit: id, mandatory, clock }) => ({ unit: id, mandatory, clock }));
  const holding = holdingOf(directory.unit(unit), kase.category, now, directory);
  const before = { unit: stage.unit, mandatory: true, clock: stage.clock };
  return [{ by, what: { type: 'lead-named', holding, parts: [before, ...others] } }];
}

/** With the limits of a new cycle, in the hands of who resolved it, unless the ruling names another. */
function reopened({ kase, by, now, directory }: Situation, _: unknown, unit: string | undefined): Decision {
  const own = directory.lineage(kase.resolvedBy ?? kase.origin).find((step) => !step.retired) ?? directory.root;
  const holder = unit === undefined ? own : directory.findUnit(unit);
  if (!holder || holder.retired) {
    return refuse('unknown-unit', `${unit} is no unit in service; leave "unit" out for ${own.id}`, MOVES.rule.rule);
  }
  const { limits, warning } = directory.category(kase.category);
  const calendar = directory.calendar(kase.origin);
  const clock = startClock(now, limits.case, calendar, directory.revision, warning);
  return [{ by, what: { type: 'reopened', clock, holding: holdingOf(holder, kase.category, now, directory) } }];
}
