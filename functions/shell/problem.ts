import type { Refusal } from '../../domain/case/refusal.ts';
import { REFUSALS } from '../../domain/case/refusal.ts';
import { REVIEW_REFUSALS, type ReviewRefusal } from '../../domain/review/refusal.ts';

/** One fault in what was sent: where, what was received, what is wanted. */
export interface FaultIn {
  path: string;
  value?: unknown;
  message: string;
}

/** Problem details, RFC 9457, with a code that stays the same for programs and a remedy for people. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  rule?: string;
  faults?: FaultIn[];
  /** What is to be solved first, as `GET /public/challenge` has it. */
  challenge?: unknown;
}

export const PROBLEMS = {
  malformed: [400, 'The request is not in the form that the API describes'],
  unauthorized: [401, 'Who you are is not known'],
  'not-yours': [403, 'Your posts do not allow this'],
  'not-found': [404, 'There is no such thing'],
  conflict: [409, 'Something else was there first'],
  'too-large': [413, 'The body is too large'],
  refused: [422, 'A rule forbids this'],
  'too-many': [429, 'Too many at once'],
  fault: [500, 'Something broke on our side'],
  unavailable: [503, 'Not ready for work'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemKind = keyof typeof PROBLEMS;

export function problem(
  kind: ProblemKind,
  detail: string,
  more: Partial<Pick<Problem, 'code' | 'rule' | 'faults' | 'challenge'>> = {},
): Problem {
  const [status, title] = PROBLEMS[kind];
  const code = more.code ?? kind;
  return { type: `urn:gridlight:problem:${code}`, title, status, code, detail, ...more };
}

const STATUSES = { ...REFUSALS, ...REVIEW_REFUSALS };
const KIND_BY_STATUS: Record<number, ProblemKind> = { 403: 'not-yours', 409: 'conflict', 422: 'refused' };

export function problemOf(refusal: Refusal | ReviewRefusal): Problem {
  const kind = KIND_BY_STATUS[STATUSES[refusal.refused]] ?? 'refused';
  return problem(kind, refusal.message, {
    code: refusal.refused,
    ...(refusal.rule !== undefined && { rule: refusal.rule }),
  });
}

/** Thrown by a handler to answer with a problem; anything else thrown is a fault. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  readonly headers: Record<string, string>;
  constructor(content: Problem, headers: Record<string, string> = {}) {
    super(content.detail);
    this.problem = content;
    this.headers = headers;
  }
}

/** 429: too many, to be asked again in so many seconds. */
export const tooMany = (detail: string, seconds: number, more?: Parameters<typeof problem>[2]): ProblemError =>
  new ProblemError(problem('too-many', detail, more), { 'retry-after': String(seconds) });
