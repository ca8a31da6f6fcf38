import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;
type Sized = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

const types: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
};

/**
 * What an issue of zod asks for, to follow the path and the value: `must be text`, `has more than 80 characters`.
 * `given` is false where nothing stood at the path. `zod/mini` itself carries no words.
 */
export function issueWords(issue: Issue, given: boolean): string {
  switch (issue.code) {
    case 'invalid_type':
      return given ? `must be ${typeWords(issue.expected)}` : `is missing: give ${typeWords(issue.expected)}`;
    case 'invalid_value':
      return `${given ? 'must be' : 'is missing: give'} ${oneOf(issue.values)}`;
    case 'invalid_format':
      return issue.message === 'Invalid input' ? 'does not have the right form' : `must be ${issue.message}`;
    case 'too_small':
      return `must ${has(issue)} ${issue.inclusive ? 'at least' : 'more than'} ${amount(issue, issue.minimum)}`;
    case 'too_big':
      return `must ${has(issue)} ${issue.inclusive ? 'at most' : 'less than'} ${amount(issue, issue.maximum)}`;
    case 'unrecognized_keys':
      return 'is not a known field: remove it or correct its spelling';
    case 'custom':
      return `is not valid: ${issue.message}`;
    default:
      return `is not valid (${issue.code}): correct it`;
  }
}

const typeWords = (expected: string) => types[expected] ?? `of type ${expected}`;

const oneOf = (values: readonly unknown[]) =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

const units: Partial<Record<string, string>> = { string: 'character', array: 'entry' };
const plurals: Partial<Record<string, string>> = { string: 'characters', array: 'entries' };

const has = ({ origin }: Sized) => (units[origin] ? 'have' : 'be');

function amount({ origin }: Sized, count: number | bigint): string {
  const unit = (count === 1 ? units : plurals)[origin];
  return unit ? `${count} ${unit}` : String(count);
}
