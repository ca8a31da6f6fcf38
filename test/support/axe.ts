import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import * as z from 'zod/mini';

const SOURCE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** All of WCAG 2.2 A and AA that a machine can tell, and what axe holds to be good besides. */
const ALL = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};
/** What can differ between light and dark. */
export const COLOURS = { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] };

const Found = z.array(
  z.object({
    id: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.optional(z.string()) })),
  }),
);

/** What axe finds wrong with a page as it is: the rule, the element and why, each. */
export async function axeFaults(page: Page, options: object = ALL): Promise<string[]> {
  // Evaluated by the debugger, which the policy of the page does not concern.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${SOURCE}; undefined`);
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations)`);
  return z
    .parse(Found, found)
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    );
}
