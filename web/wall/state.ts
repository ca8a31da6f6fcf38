import { signal } from '@preact/signals';
import type { Wall } from '../../functions/shell/list-messages.ts';
import { get, type Problem } from '../shell/api.ts';
import { instantNow } from '../shell/clock.ts';
import { loadPlaces, places } from '../shell/directory.ts';
import { leaveForLogin } from '../shell/login.ts';

/** The lights as they were told last; they stay while the server cannot be asked. */
export const wall = signal<Wall | undefined>(undefined);
/** Why the lights could not be told anew, and since when. */
export const trouble = signal<{ problem: Problem; since: string } | undefined>(undefined);

const EVERY = 15_000;

/** Keeps the lights of a unit fresh while somebody can see the page. Returns what ends it. */
export function watch(unit: string): () => void {
  let last = 0;
  let isOver = false;
  const refresh = async (): Promise<void> => {
    last = Date.now();
    const answer = await get<Wall>(`/wall?unit=${unit}`);
    if (isOver) return;
    if (answer.ok) {
      wall.value = answer.value;
      trouble.value = undefined;
      if (answer.value.rows.some((row) => !places.value.units.has(row.unit))) await loadPlaces();
      return;
    }
    // A wall stands for days: whoever is still logged in at the issuer is let in again without being asked.
    if (answer.problem.status === 401) await leaveForLogin('none').catch(() => false);
    trouble.value = { problem: answer.problem, since: trouble.value?.since ?? instantNow() };
  };
  const beat = (): void => {
    if (document.visibilityState === 'visible' && Date.now() - last >= EVERY) void refresh();
  };
  void refresh();
  const timer = setInterval(beat, 1000);
  document.addEventListener('visibilitychange', beat);
  return () => {
    isOver = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', beat);
    trouble.value = undefined;
  };
}
