import type { Instant } from '../../domain/primitives.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import { admit, type Gate } from './admission.ts';
import type { CaseStore } from './case-store.ts';
import type { HttpEvent } from './endpoint.ts';
import type { HeldStore } from './held-store.ts';
import { ProblemError, problem } from './problem.ts';

export interface GateDesk {
  gate: Gate;
  held: Pick<HeldStore, 'load' | 'hold'>;
  cases: Pick<CaseStore, 'load'>;
}

/** A report that could be opened, as it would be held. */
export type Incoming = Omit<HeldReport, 'at' | 'why' | 'ruled' | 'done'>;

/**
 * Whether a report waits for a clerk: it, or nothing when it may be opened. One that came before is counted, and is never refused: it
 * is still what it was then. Throws 429 as `admit` does, and 409 for a number that another report has.
 */
export async function heldAtTheGate(
  event: HttpEvent,
  incoming: Incoming,
  now: Instant,
  { gate, held, cases }: GateDesk,
): Promise<HeldReport | undefined> {
  const there = await held.load(incoming.id);
  if (there) return stands(there, incoming);
  const why = await admit(event, incoming.report, now, gate).catch(async (refused) => {
    const opened = refused instanceof ProblemError ? await cases.load(incoming.id) : undefined;
    if (opened?.request !== incoming.request) throw refused;
    return [];
  });
  if (why.length === 0 || (await cases.load(incoming.id))) return undefined;
  return stands(await held.hold({ ...incoming, at: now, why }), incoming);
}

function stands(there: HeldReport, { id, request }: Incoming): HeldReport | undefined {
  if (there.request !== request) throw numberTaken(id);
  return there.ruled?.decision === 'let-in' ? undefined : there;
}

export const numberTaken = (id: string): ProblemError => {
  const detail = `the number ${id} is taken; make a new id and a new secret`;
  return new ProblemError(problem('conflict', detail, { code: 'id-conflict' }));
};
