import type { BrowserContext, Page } from 'playwright-core';
import * as z from 'zod/mini';
import type { Documents } from '../../domain/directory/documents.ts';

const RUN = 'globalThis.ran=1;alert(1)';

/** What somebody may write who wishes the reader ill; at most 2,000 characters each. */
export const HOSTILE = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `"><svg onload=${RUN}><a href="javascript:${RUN}">`,
  `javascript:${RUN}//`,
  `'; DROP TABLE cases; -- \${${RUN}} {{constructor.constructor("${RUN}")()}} {name} {count, plural, other {#}} %s %n`,
  '正常\u202Eofni kcattA\u202C结束',
  'a\u200Bb\u200Dc\uFEFFd e\u0301\u0302\u0303\u0304\u0305',
  '😀'.repeat(1000),
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe><base href="//evil.example/"><meta http-equiv=refresh content="0;url=//evil.example/">`,
] as const;

/** The hostile texts in turn. */
export function hostileText(): () => string {
  let turn = 0;
  return () => HOSTILE[turn++ % HOSTILE.length] ?? '';
}

/** A name of at most 80 characters that does ill where it is taken for markup. */
export const hostileName = (name: string): string => `${name}<img src=x onerror="globalThis.ran=1">\u202E{0}`;

/** A directory in which everything that has a name has one of those. */
export const hostileNames = ({ units, officers, categories, calendars, ...rest }: Documents): Documents => {
  const renamed = <T extends { name: string }>(row: T): T => ({ ...row, name: hostileName(row.name) });
  return {
    ...rest,
    units: units.map((unit) => ({ ...renamed(unit), nameEn: hostileName(unit.id) })),
    officers: officers.map(renamed),
    categories: categories.map(renamed),
    calendars: calendars.map(renamed),
  };
};

const WATCH = `
  globalThis.violated = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    globalThis.violated.push([violatedDirective, blockedURI, sample].join(' '));
  });`;

/** Watches the pages of a context for what an attack would do: a dialog, a fault, another host asked. */
export async function watched(context: BrowserContext, origin: string): Promise<{ page: Page; seen: string[] }> {
  const seen: string[] = [];
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (fault) => seen.push(`a fault: ${fault.stack ?? fault.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== new URL(origin).hostname) seen.push(`asked ${url}`);
  });
  return { page, seen };
}

const Outcome = z.object({ ran: z.boolean(), violated: z.array(z.string()), foreign: z.array(z.string()) });

/** What of an attack shows in a page as it is now; all empty if it did nothing. */
export const outcomeOf = async (page: Page): Promise<z.infer<typeof Outcome>> =>
  Outcome.parse(
    await page.evaluate(`({
      ran: globalThis.ran !== undefined,
      violated: globalThis.violated,
      foreign: [...document.querySelectorAll(
        'body script, body iframe, base, meta[http-equiv], object, embed, [src="x"], [onerror], [onload], a[href^="javascript:"], [style*="javascript"]'
      )].map((element) => element.outerHTML.slice(0, 200)),
    })`),
  );
export const NOTHING = { ran: false, violated: [], foreign: [] };
