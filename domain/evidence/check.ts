/** One thing that was looked at. `open`: it could not be told, and `words` say what that leaves possible. */
export interface Check {
  check: 'form' | 'id' | 'signature' | 'key' | 'chain' | 'contents' | 'checkpoints' | 'policy' | 'told';
  outcome: 'holds' | 'fails' | 'open';
  words: string;
}

type Make = (check: Check['check'], words: string) => Check;

export const holds: Make = (check, words) => ({ check, outcome: 'holds', words });
export const fails: Make = (check, words) => ({ check, outcome: 'fails', words });
export const open: Make = (check, words) => ({ check, outcome: 'open', words });

/** Nothing that was looked at fails; what could not be told stays open. */
export const isTrue = (checks: readonly Check[]): boolean => checks.every(({ outcome }) => outcome !== 'fails');
