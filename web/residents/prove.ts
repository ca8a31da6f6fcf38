/** Where the worker is that solves challenges; the build names it. */
declare const PROVE_WORKER: string;

/**
 * Solves a challenge beside the page, which stays as quick as it was: one to three seconds on a cheap telephone. Returns what to
 * send as `x-proof`, or nothing where it could not be solved: the server then says how long to wait.
 */
export function prove(challenge: unknown): Promise<string | undefined> {
  return new Promise((done) => {
    const worker = new Worker(PROVE_WORKER);
    const end = (solution: unknown): void => {
      worker.terminate();
      done(solution ? btoa(JSON.stringify({ challenge, solution })) : undefined);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => end(data));
    worker.addEventListener('error', (fault) => {
      console.warn('a challenge could not be solved', fault.message);
      end(undefined);
    });
    worker.postMessage(challenge);
  });
}
