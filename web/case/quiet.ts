import type { What } from '../../domain/case/event.ts';

/** What tells of notices and timers alone, and changes nothing for somebody who is about to act. */
const QUIET: ReadonlySet<What['type']> = new Set(['notified', 'acknowledged', 'unanswered', 'rung', 'restarted']);
export const isQuiet = ({ type }: Pick<What, 'type'>): boolean => QUIET.has(type);
