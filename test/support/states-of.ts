import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { TestCloud } from './a-cloud.ts';

/** Names of the states that an execution entered, from its history. */
export async function statesOf(cloud: TestCloud, id: string, restart = 1): Promise<string[]> {
  await cloud.idle();
  const client = new SFNClient({
    endpoint: cloud.endpoints.stepfunctions,
    region: 'x',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const [machine] = cloud.spec.machines;
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${id}-${restart}`;
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  client.destroy();
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}
