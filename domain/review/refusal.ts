/** Why a move of a review was not made: the stable code, the value it stumbled on and the remedy. */
export interface ReviewRefusal {
  refused: ReviewRefusalCode;
  message: string;
  rule?: string;
}

export const REVIEW_REFUSALS = {
  'not-yours': 403,
  'own-cause': 403,
  'version-conflict': 409,
  'id-conflict': 409,
  'under-review': 422,
  'not-at-this-stage': 422,
  'not-heard': 422,
  'not-found-yet': 422,
  'not-concerned': 422,
  'unknown-event': 422,
  'already-appealed': 422,
  'named-twice': 422,
  'review-full': 422,
} as const;
export type ReviewRefusalCode = keyof typeof REVIEW_REFUSALS;

export const refuse = (refused: ReviewRefusalCode, message: string, rule?: string): ReviewRefusal => ({
  refused,
  message,
  ...(rule === undefined ? {} : { rule }),
});

export const isRefusal = (value: object): value is ReviewRefusal => 'refused' in value;
