import type { Case } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Recorded, What } from '../case/event.ts';
import { unitOf } from '../case/moves.ts';
import type { News, NewsFor } from './notice.ts';

/** The news that an event brings, and the units it is for. */
export function newsOf({ what, by }: Recorded, kase: Case): NewsFor[] {
  const { unit: holder, parts } = currentStage(kase);
  const toHolder = (news: News): NewsFor[] => [{ news, unit: holder }];
  switch (what.type) {
    case 'opened':
      return [
        ...toHolder(kase.status === 'checking' ? 'to-check' : 'handed-over'),
        ...(what.continues?.stands.requests ?? []).map(({ to }): NewsFor => ({ news: 'asked', unit: to })),
      ];
    case 'escalated':
    case 'assigned':
    case 'returned':
    case 'transferred':
    case 'placed':
    case 'reopened':
      return toHolder('handed-over');
    case 'lead-named':
      // Who led before helps on, and stands first.
      return [...toHolder('handed-over'), ...parts.slice(0, 1).map(({ unit }): NewsFor => ({ news: 'helping', unit }))];
    case 'dispatched':
      return [...toHolder('handed-over'), ...parts.map(({ unit }): NewsFor => ({ news: 'helping', unit }))];
    case 'resolved':
      return kase.status === 'checking' ? toHolder('to-check') : [];
    case 'part-ended':
      return [
        ...toHolder('ruled'),
        ...(what.outcome === 'released' ? [{ news: 'ruled' as const, unit: what.unit }] : []),
      ];
    case 'asked':
      return [{ news: 'asked', unit: what.to }];
    case 'ruled':
      return unitOf(by) === (what.asker ?? holder) ? [] : [{ news: 'ruled', unit: what.asker ?? holder }];
    case 'resumed':
      return what.because === 'time' || (what.because === 'early' && unitOf(by) !== holder) ? toHolder('resumed') : [];
    case 'rated':
      return what.satisfied || unitOf(by) === holder ? [] : toHolder('dissatisfied');
    case 'messaged':
      return 'resident' in by ? toHolder('messaged') : [];
    case 'cancelled':
    case 'merged':
      return unitOf(by) === holder ? [] : toHolder('ended');
    case 'pressed':
      return toHolder('pressed');
    case 'marked-emergency':
      return toHolder('emergency');
    case 'rung':
      return what.rung === 'long-red' ? [] : [{ news: what.rung, unit: what.part ?? holder }];
    default:
      return [];
  }
}

/** Departments whose help ended with the stage, before they had ended it. */
export function lapsed({ what, at }: Recorded, kase: Case): NewsFor[] {
  if (what.type === 'notified' || what.type === 'rung') return [];
  const { unit: holder } = currentStage(kase);
  const goesOn = new Set([holder, ...openParts(kase).map(({ unit }) => unit)]);
  return kase.stages
    .flatMap(({ parts }) => parts)
    .filter(({ unit, outcome, endedAt }) => outcome === 'lapsed' && endedAt === at && !goesOn.has(unit))
    .map(({ unit }) => ({ news: 'ended', unit }));
}

/** Moves that the first contact is told of, if another unit made them and yet another has the case. */
const MOVES_ON: ReadonlySet<What['type']> = new Set([
  'resolved',
  'escalated',
  'assigned',
  'returned',
  'transferred',
  'placed',
  'dispatched',
  'lead-named',
  'reopened',
  'closed',
  'cancelled',
  'merged',
  'continued',
  'paused',
  'resumed',
  'extended',
  'recategorised',
  'pressed',
  'marked-emergency',
  'rated',
]);

export function newsForFirstContact(recorded: readonly Recorded[], kase: Case): { event: Recorded; told: NewsFor }[] {
  const unit = unitOf(kase.firstReceiver?.by);
  const event = recorded.findLast(({ what }) => MOVES_ON.has(what.type));
  const knows = event === undefined || unitOf(event.by) === unit || (isOpen(kase) && currentStage(kase).unit === unit);
  return unit === undefined || knows ? [] : [{ event, told: { news: 'moved', unit } }];
}
