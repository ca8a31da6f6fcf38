import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { temporary } from '../lib/temporary.ts';

type Change = readonly [from: string, to: string];
const harmless: Change = ['A case climbs against its clock', 'A case climbed against its clock'];

/** A copy of an assembly whose machine has a text in its definition changed: unless said, what it says of itself. */
export function withOlderMachine(assembly: string, change: Change = harmless): string {
  // The definition is JSON in a text of the template.
  const [from = '', to = ''] = change.map((text) => JSON.stringify(text).slice(1, -1));
  const copy = temporary();
  cpSync(assembly, copy, { recursive: true });
  const file = join(copy, 'Gridlight.template.json');
  const template = readFileSync(file, 'utf8');
  if (!template.includes(from)) throw new Error(`the template does not say ${from}: make it older in another way`);
  writeFileSync(file, template.replaceAll(from, to));
  return copy;
}

interface State {
  Resource?: string | undefined;
  Branches?: Flow[] | undefined;
  ItemProcessor?: Flow | undefined;
}
interface Flow {
  States: Record<string, State>;
}
const Flow: z.ZodMiniType<Flow> = z.lazy(() =>
  z.object({
    States: z.record(
      z.string(),
      z.object({
        Resource: z.optional(z.string()),
        Branches: z.optional(z.array(Flow)),
        ItemProcessor: z.optional(Flow),
      }),
    ),
  }),
);

/** Names of the states of a definition that wait for a token, also within Map and Parallel. */
export function holdsOf(definition: string): string[] {
  const inside = (flow: Flow): string[] =>
    Object.entries(flow.States).flatMap(([name, { Resource, Branches = [], ItemProcessor }]) => [
      ...(Resource?.endsWith('.waitForTaskToken') ? [name] : []),
      ...[...Branches, ...(ItemProcessor ? [ItemProcessor] : [])].flatMap(inside),
    ]);
  return inside(Flow.parse(JSON.parse(definition)));
}

/** The state that an execution entered last. */
export async function stateOf(client: SFNClient, executionArn: string): Promise<string | undefined> {
  const command = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1000 });
  const { events = [] } = await client.send(command);
  return events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
}
