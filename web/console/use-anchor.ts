import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from './inbox-rows.ts';

/** Keeps what the reader looks at where it is when rows come or go above it. Heights are in rem. */
export function useAnchor(rows: readonly Row[], above: RefObject<HTMLElement | null>, height: number): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = rows;
    if (was === rows || !above.current) return;
    const size = height * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const first = Math.floor(-above.current.getBoundingClientRect().top / size);
    const key = first > 0 ? was[first]?.key : undefined;
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0 && index !== first) scrollBy(0, (index - first) * size);
  }, [rows]);
}
