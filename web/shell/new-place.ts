import { useEffect, useRef } from 'preact/hooks';

/** When a page shows another place, whoever reads it, by eye or by ear, begins at the top of it. Not when it opens. */
export function useNewPlace(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
