import { useEffect, useState } from 'preact/hooks';

const query = matchMedia('(max-width: 69rem)');

/** Whether the window is too narrow for a table: rows are cards then, as console.css has it. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const changed = (): void => setNarrow(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}
