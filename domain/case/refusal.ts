/** Why a command was not carried out: the stable code, the value it stumbled on and the remedy. */
export interface Refusal {
  refused: RefusalCode;
  message: string;
  /** The rule that was applied, if one was. */
  rule?: string;
}

export const REFUSALS = {
  'not-yours': 403,
  'version-conflict': 409,
  'id-conflict': 409,
  'unknown-category': 422,
  'unknown-grid': 422,
  'captured-later': 422,
  'not-open': 422,
  'not-held-there': 422,
  'level-skipped': 422,
  'not-upwards': 422,
  'not-a-department': 422,
  'already-accepted': 422,
  'case-full': 422,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export const refuse = (refused: RefusalCode, message: string, rule?: string): Refusal => ({
  refused,
  message,
  ...(rule === undefined ? {} : { rule }),
});

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
