/** Why something was not done, as the API tells it, or as the network does. */
export interface Problem {
  code: string;
  status: number;
  detail: string;
  rule?: string;
  /** What is to be solved before the same is sent again. */
  challenge?: unknown;
  faults?: { path: string; value?: unknown; message: string }[];
}

export type Answer<T> = { ok: true; value: T; status: number } | { ok: false; problem: Problem };

/** Whether trying the same again later can help. */
export const isPassing = ({ status }: Problem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;
