import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get, type Problem } from '../../shell/api.ts';

/** What a path answers, read once; undefined until it has. */
export function useRead<T>(path: string): { value: T | undefined; problem: Problem | undefined } {
  const value = useSignal<T | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  useEffect(() => {
    let stale = false;
    void get<T>(path).then((answer) => {
      if (stale) return;
      problem.value = answer.ok ? undefined : answer.problem;
      if (answer.ok) value.value = answer.value;
    });
    return () => {
      stale = true;
    };
  }, [path]);
  return { value: value.value, problem: problem.value };
}
