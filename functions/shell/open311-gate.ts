import { Open311Error } from './open311-endpoint.ts';
import { ProblemError } from './problem.ts';

/** Tells in Open311 what the gate tells as a problem: there is nothing but too many, or a number that is taken. */
export async function inOpen311<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    const { status, detail } = fault.problem;
    throw new Open311Error(status === 429 ? 429 : 400, detail);
  }
}
