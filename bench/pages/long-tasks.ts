import type { Page } from 'playwright-core';
import * as z from 'zod/mini';
import type { Figure } from '../figures.ts';

/** How much slower than this machine a page is made, as an office's old computer or a cheap telephone would be. */
export const SLOWER = 4;

const WATCH = `globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });`;

/** A page of a context of its own, slowed down, that notes each task of more than 50 ms. */
export async function slowed(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** The long tasks while something is done: how many, and the longest. */
export async function longTasksOf(
  page: Page,
  what: string,
  act: () => Promise<void>,
  atMost?: number,
): Promise<Figure> {
  await page.evaluate('globalThis.longTasks.length = 0');
  const began = performance.now();
  await act();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
  const seconds = (performance.now() - began) / 1000;
  const tasks = z.parse(z.array(z.number()), await page.evaluate('globalThis.longTasks'));
  return {
    what: `Longest task while ${what}`,
    value: Math.max(0, ...tasks),
    unit: 'ms',
    ...(atMost !== undefined && { target: { atMost } }),
    of: `${tasks.length} above 50 ms in ${seconds.toFixed(1)} s, CPU slowed ${SLOWER} times`,
  };
}

/** Milliseconds until something is there. */
export async function timed(what: string, act: () => Promise<unknown>): Promise<Figure> {
  const began = performance.now();
  await act();
  return { what, value: performance.now() - began, unit: 'ms', of: `CPU slowed ${SLOWER} times` };
}
