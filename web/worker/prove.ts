import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

declare const self: DedicatedWorkerGlobalScope;

/** Milliseconds; a telephone that has not found it by then had better wait. */
const LONGEST = 60_000;

/** Solves the one challenge that it is sent, and answers with the solution, or null. */
self.addEventListener('message', async ({ data }: MessageEvent<Challenge>) => {
  self.postMessage(await solveChallenge({ challenge: data, deriveKey, timeout: LONGEST }));
});
