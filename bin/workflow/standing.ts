import { isOpen } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';

/**
 * How a case stands to one of its executions: it waits in it, it has been given a later one, or the execution is not to be
 * touched, and why. `why` is in brackets, so that it stands where a hold does.
 */
export type Standing =
  | { as: 'carried'; file: CaseFile }
  | { as: 'replaced'; by: number; why: string }
  | { as: 'left'; why: string };

export function standingOf(file: CaseFile | undefined, restart: number): Standing {
  if (!file) return { as: 'left', why: '(of no case)' };
  const newest = file.workflow.restart;
  if (newest > restart) return { as: 'replaced', by: newest, why: '(replaced already)' };
  // As after restoring the table: docs/runbook.md tells what to do then.
  if (newest < restart) return { as: 'left', why: '(ahead of its case)' };
  return isOpen(caseOf(file)) ? { as: 'carried', file } : { as: 'left', why: '(closed, about to end)' };
}
