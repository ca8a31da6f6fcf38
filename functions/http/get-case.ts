import { type CaseView, caseView } from '../shell/case-view.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { readableCase } from '../shell/readable-case.ts';
import { residents } from '../shell/resident-desk.ts';

const own = desk();
const rows = residents();

/** `GET /cases/{id}`: the case with clocks, lights, content and its whole history, the chain verified; and how many joined it. */
export const handler = endpoint(async (event) => {
  const { file, present, actor } = await readableCase(event, own);
  const view = caseView(file, present, actor);
  if (!view.resident) return ok(view);
  const joined = await Promise.all(cameFrom(view).map(rows.joined));
  return ok({ ...view, joined: joined.reduce((sum, count) => sum + count, 0) } satisfies CaseView);
});

/** The numbers that somebody may have joined: its own, and of what came into it. */
const cameFrom = ({ id, links }: CaseView): string[] => [
  id,
  ...links.flatMap(({ case: other, how }) => (how === 'absorbed' || how === 'continues' ? [other] : [])),
];
