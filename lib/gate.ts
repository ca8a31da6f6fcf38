import type { Tables } from './tables.ts';
import type { Use } from './use.ts';

export interface GateProps {
  tables: Tables;
  /** `name:number`, where rates are to be otherwise than in `domain/resident/rates.ts`. */
  rates: readonly string[];
  /** A report with one of these waits for a clerk. */
  heldWords: readonly string[];
}

/** What it takes to count who reports and who guesses, and to hold what looks like abuse. */
export function gateUses({ tables, rates, heldWords }: GateProps) {
  const set: Use = { environment: rates.length > 0 ? { RATES: rates.join(',') } : {} };
  const listed: Use = { environment: heldWords.length > 0 ? { HELD_WORDS: heldWords.join(',') } : {} };
  return {
    /** Counts wrong receipts. */
    guess: [tables.limits('GetItem', 'UpdateItem'), set],
    /** Counts reports, takes proofs of work, and holds reports. */
    enter: [tables.residents('GetItem', 'PutItem'), tables.limits('UpdateItem'), set, listed],
    /** Makes challenges, and counts questions. */
    ask: [tables.limits('UpdateItem'), set],
    look: [tables.residentsBy('of-case')],
    rule: [tables.residents('GetItem', 'PutItem')],
  };
}
