import { isOpen } from '../../domain/case/case.ts';
import { append, caseOf } from '../../domain/case-file/case-file.ts';
import { answered, restarted } from '../../domain/case-file/workflow.ts';
import type { StepOf } from './execute.ts';

/**
 * The case goes on under its next execution, which the relay starts, with the reason on record; one that has ended needs
 * none. From then on the execution numbered `restart` counts no more: whatever it still enters is `Superseded`. A second
 * call, or one after somebody else's, changes nothing.
 */
export const startAgain =
  (restart: number, because: string): StepOf =>
  (file, present) => {
    if (file.workflow.restart !== restart) return file;
    if (!isOpen(caseOf(file))) return { ...file, workflow: answered(file.workflow) };
    const what = { type: 'restarted' as const, restart: restart + 1, because };
    const noted = append(file, [{ by: { system: 'reconciler' }, what }], present);
    return { ...noted, workflow: restarted(noted.workflow, present.now) };
  };
