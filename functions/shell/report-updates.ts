import * as z from 'zod/mini';
import type { What } from '../../domain/case/event.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { Instant } from '../../domain/primitives.ts';

const Values = z.record(z.string(), z.union([z.string(), z.boolean()]));

/** A step that a resident is told of; pages translate the key. Units are named, officers are not. */
export const Update = z.object({
  at: Instant,
  key: z.enum([
    'received',
    'accepted',
    'handed-up',
    'handed-back',
    'handed-over',
    'dispatched',
    'paused',
    'resumed',
    'extended',
    'checking',
    'resolved',
    'rated',
    'reopening-asked',
    'reopening-refused',
    'reopened',
    'closed',
    'cancelled',
    'merged',
  ]),
  /** `unit` and `unitEn`: who has it now; `reason`, `until`, `satisfied` where the key has them. */
  values: Values,
});
export type Update = z.infer<typeof Update>;
type Told = Omit<Update, 'at'>;

/** What a resident is told of a history. */
export function updatesOf({ history }: CaseFile, directory: Directory): Update[] {
  const [opening] = history;
  const goesOn = opening?.what.type === 'opened' && opening.what.continues !== undefined;
  // What a continuation begins with was told of the case before it.
  const news = goesOn ? history.filter(({ at }) => at !== opening.at) : history;
  return news.flatMap(({ at, what }) => {
    const told = toldOf(what, directory);
    return told ? [{ at, ...told }] : [];
  });
}

function toldOf(what: What, directory: Directory): Told | undefined {
  const by = (key: Update['key'], unit: string): Told => ({ key, values: nameOf(unit, directory) });
  switch (what.type) {
    case 'opened':
      return by('received', what.origin);
    case 'accepted':
      return by('accepted', what.unit);
    case 'escalated':
      return by('handed-up', what.holding.unit);
    case 'returned':
      return by('handed-back', what.holding.unit);
    case 'assigned':
    case 'transferred':
    case 'placed':
      return by('handed-over', what.holding.unit);
    case 'dispatched':
    case 'lead-named':
      return by('dispatched', what.holding.unit);
    case 'paused':
      return { key: 'paused', values: { reason: what.reason, until: what.until } };
    case 'resumed':
    case 'extended':
    case 'merged':
      return { key: what.type, values: {} };
    case 'resolved':
      return by(what.check ? 'checking' : 'resolved', what.unit);
    case 'closed':
      return { key: what.feedback ? 'resolved' : 'closed', values: {} };
    case 'asked':
      return what.wish.kind === 'reopening' ? by('reopening-asked', what.to) : undefined;
    case 'ruled':
      return what.wish === 'reopening' && !what.granted ? { key: 'reopening-refused', values: {} } : undefined;
    case 'rated':
      return { key: 'rated', values: { satisfied: what.satisfied } };
    case 'reopened':
      return by('reopened', what.holding.unit);
    case 'cancelled':
      return { key: 'cancelled', values: { reason: what.reason } };
    default:
      return undefined;
  }
}

function nameOf(id: string, directory: Directory): Record<string, string> {
  const { name, nameEn } = directory.unit(id);
  return { unit: name, ...(nameEn !== undefined && { unitEn: nameEn }) };
}
