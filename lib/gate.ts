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
  const environment = {
    ...(rates.length > 0 && { RATES: rates.join(',') }),
    ...(heldWords.length > 0 && { HELD_WORDS: heldWords.join(',') }),
  };
  const set: Use = { environment };
  return {
    /** Counts wrong receipts. */
    guess: [tables.residents('GetItem', 'UpdateItem'), set],
    /** Counts reports, takes proofs of work, and holds reports. */
    enter: [tables.residents('GetItem', 'PutItem', 'UpdateItem'), set],
    /** Makes challenges. */
    ask: [tables.residents('UpdateItem'), set],
    look: [tables.residentsBy('of-case')],
    rule: [tables.residents('GetItem', 'PutItem')],
  };
}
