/** An error of the Amazon States Language: what Retry and Catch see as `Error` (the name) and `Cause`. */
export class StatesError extends Error {
  readonly error: string;
  readonly reason: string;

  constructor(error: string, reason: string) {
    super(`${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
  }
}

/** An evaluation fault: it always fails the execution, no Retry or Catch sees it. */
export const runtimeError = (reason: string) => new StatesError('States.Runtime', reason);
