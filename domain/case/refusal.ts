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
  nowhere: 422,
  'outside-district': 422,
  'captured-later': 422,
  'reporter-elsewhere': 422,
  'not-open': 422,
  'not-held-there': 422,
  'level-skipped': 422,
  'not-upwards': 422,
  'not-to-be-placed': 422,
  'not-below': 422,
  'not-a-department': 422,
  'already-accepted': 422,
  'named-twice': 422,
  'no-such-part': 422,
  'parts-open': 422,
  'not-joint': 422,
  'nowhere-to-return': 422,
  bound: 422,
  'not-beside': 422,
  'already-asked': 422,
  'not-asked': 422,
  'not-for-you': 403,
  'already-paused': 422,
  'not-paused': 422,
  'too-many-pauses': 422,
  'pause-too-long': 422,
  expired: 422,
  'too-many-extensions': 422,
  'extension-too-long': 422,
  'same-category': 422,
  'unknown-officer': 422,
  'unknown-unit': 422,
  'already-emergency': 422,
  'no-resident': 422,
  'unknown-report': 422,
  'too-many-messages': 422,
  'already-rated': 422,
  'no-answer': 422,
  'personal-data': 422,
  itself: 422,
  'already-linked': 422,
  absorbed: 422,
  'other-case': 422,
  'not-full': 422,
  'held-by-law': 422,
  'still-open': 422,
  'case-full': 422,
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export const refuse = (refused: RefusalCode, message: string, rule?: string): Refusal => ({
  refused,
  message,
  ...(rule === undefined ? {} : { rule }),
});

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
