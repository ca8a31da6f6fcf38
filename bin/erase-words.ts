import { isRefusal, type Refusal } from '../domain/case/refusal.ts';
import { type CaseFile, caseOf, type Means } from '../domain/case-file/case-file.ts';
import { erased, withoutMessages } from '../domain/case-file/erasure.ts';
import { type Desk, execute, type StepOf } from '../functions/shell/execute.ts';

/** What people wrote that is to be erased: all of some cases, and of others what was written under the numbers of some reports. */
export interface Words {
  own: readonly CaseFile[];
  others: readonly CaseFile[];
  reports: readonly string[];
}

/** Why they cannot be erased now; undefined if they can. */
export const whyNotYet = (words: Words, means: Means): Refusal | undefined =>
  stepsOf(words)
    .map(({ file, step }) => step(file, means))
    .find((result) => isRefusal(result));

/**
 * Erases them for good. The first refusal, if a case was opened again or came under review meanwhile: then what was done before it
 * stays done. A second call does what is left.
 */
export async function eraseWords(desk: Desk, words: Words): Promise<Refusal | undefined> {
  for (const { file, step } of stepsOf(words)) {
    const result = await execute(desk, caseOf(file).id, step);
    if (result && isRefusal(result)) return result;
  }
  return undefined;
}

function stepsOf({ own, others, reports }: Words): { file: CaseFile; step: StepOf }[] {
  const ofOthers: StepOf = (before) => withoutMessages(before, reports);
  return [...own.map((file) => ({ file, step: erased })), ...others.map((file) => ({ file, step: ofOthers }))];
}
