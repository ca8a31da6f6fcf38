import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { type Span, sameSpan, towards } from './drawn.ts';

/** Rows beyond the window that are drawn, so that scrolling finds them there. */
const OVERSCAN = 8;

/** New rows in one frame. */
const AT_ONCE = 8;

/** The rows to draw. */
export interface WindowRows extends Span {
  scrollTo(index: number): void;
}

interface Asked {
  count: number;
  /** Of one row, in rem. */
  height: number;
  /** Stands for the rows above those that are drawn; the list begins with it. */
  above: RefObject<HTMLElement | null>;
  /** Stands for the rows below. */
  below: RefObject<HTMLElement | null>;
}

/** Draws of many rows of one height only those that the window shows; the window scrolls, not the list. */
export function useWindowRows({ count, height, above, below }: Asked): WindowRows {
  const [, redraw] = useReducer((times: number, _: undefined) => times + 1, 0);
  const margin = useRef(0);
  const size = height * rem();
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: () => size,
    overscan: OVERSCAN,
    scrollMargin: margin.current,
    scrollPaddingStart: size,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, size]);
  useLayoutEffect(() => virtualizer._willUpdate());

  // Where the list begins is asked for seldom: each time, the browser has to lay the page out at once.
  useLayoutEffect(() => {
    const measure = (): void => {
      margin.current = (above.current?.getBoundingClientRect().top ?? 0) + scrollY;
    };
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [count, size]);

  const items = virtualizer.getVirtualItems();
  const wanted = { from: items[0]?.index ?? 0, to: (items.at(-1)?.index ?? -1) + 1 };
  const drawn = useRef<Span>({ from: 0, to: 0 });
  drawn.current = towards(drawn.current, wanted, AT_ONCE);
  const { from, to } = drawn.current;
  useEffect(() => {
    if (sameSpan(drawn.current, wanted)) return;
    const frame = requestAnimationFrame(() => redraw(undefined));
    return () => cancelAnimationFrame(frame);
  });
  useLayoutEffect(() => {
    if (!above.current || !below.current) return;
    above.current.style.height = `${from * size}px`;
    below.current.style.height = `${(count - to) * size}px`;
  });
  return { from, to, scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }) };
}

const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
