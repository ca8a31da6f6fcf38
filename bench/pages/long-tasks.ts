import type { Browser, Page } from 'playwright-core';
import * as z from 'zod/mini';
import type { Figure } from '../figures.ts';

/** How much slower than this machine a page is made, as an office's old computer or a cheap telephone would be. */
const SLOWER = 4;
const LONG = 50;
/** As Chromium names in a trace what a thread does in one piece. */
const TASK = 'ThreadControllerImpl::RunTask';
const SLOWED = `CPU slowed ${SLOWER} times`;

export async function slowed(page: Page): Promise<void> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.optional(z.number()),
      tdur: z.optional(z.number()),
      args: z.optional(z.looseObject({ name: z.optional(z.unknown()) })),
    }),
  ),
});

/** What the thread of the page did in one piece, in milliseconds: of its own time, and by the clock on the wall. */
interface Task {
  own: number;
  wall: number;
}

/**
 * The longest task of the page while something is done. What counts is the time of its own thread: on a busy machine it
 * also waits for others, which is told beside it.
 */
export async function longTasksOf(
  page: Page,
  what: string,
  act: () => Promise<void>,
  atMost?: number,
): Promise<Figure> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const tasks = await tasksOf(browser, page, act);
  const long = tasks.filter(({ own }) => own > LONG).length;
  const onTheWall = tasks.filter(({ wall }) => wall > LONG);
  return {
    what: `Longest task while ${what}`,
    value: Math.max(0, ...tasks.map(({ own }) => own)),
    unit: 'ms of its thread',
    ...(atMost !== undefined && { target: { atMost } }),
    of: `${long} above ${LONG} ms; on the wall ${onTheWall.length}, longest ${Math.round(Math.max(0, ...onTheWall.map(({ wall }) => wall)))} ms; ${SLOWED}`,
  };
}

async function tasksOf(browser: Browser, page: Page, act: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const threadOf = ({ pid, tid }: { pid: number; tid: number }): string => `${pid} ${tid}`;
  const mains = new Set(traceEvents.filter(({ args }) => args?.name === 'CrRendererMain').map(threadOf));
  return traceEvents.flatMap((event) =>
    event.name === TASK && mains.has(threadOf(event))
      ? [{ own: (event.tdur ?? 0) / 1000, wall: (event.dur ?? 0) / 1000 }]
      : [],
  );
}

/** Milliseconds until something is there. */
export async function timed(what: string, act: () => Promise<unknown>): Promise<Figure> {
  const began = performance.now();
  await act();
  return { what, value: performance.now() - began, unit: 'ms', of: SLOWED };
}
