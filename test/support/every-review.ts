import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { plusSeconds } from '../../domain/primitives.ts';
import { Reviews } from '../../functions/shell/review-messages.ts';
import { ReviewView } from '../../functions/shell/review-view.ts';
import type { TestCloud } from './a-cloud.ts';
import { ulid } from './ulids.ts';

const words = '此处为文字';

/**
 * Has every function of reviews do everything it can: one of a closed case to the lapse of its appeals, its execution
 * lost on the way; one that is proposed and taken up; one whose machine meets a plan it does not know. Takes a month.
 */
export async function everyReview(cloud: TestCloud, closedCase: string): Promise<void> {
  const id = ulid(9001);
  const request = { id, case: closedCase, consequence: 'loss-of-property', words };
  expectStatus(201, await cloud.post('/reviews', request, 'shawan'));
  for (const path of ['/reviews', `/reviews?case=${closedCase}`, `/reviews/${id}`, `/reviews/${id}/evidence`]) {
    expectStatus(200, await cloud.get(path));
  }
  await (await fetch(`${cloud.url}/evidence/key`)).text();
  await strayAndStopped(cloud, id);

  const step = async (persona: string, body: object) => {
    expectStatus(200, await cloud.post(`/reviews/${id}/commands`, body, persona));
    await cloud.idle();
  };
  await passDays(cloud, 8);
  const { units, officers } = await seen(cloud, id);
  for (const about of [...units.map((unit) => ({ unit })), ...officers]) {
    const responsible = 'officer' in about ? 'no' : 'in-part';
    await step('leader', { type: 'find', about, responsible, events: [1], words });
  }
  await step('shawan', { type: 'end-findings' });
  await step('leader', { type: 'decide', words });
  await passDays(cloud, 17);
  const { status } = await seen(cloud, id);
  if (status !== 'closed') throw new Error(`the review is ${status}`);

  const { reviews } = Reviews.parse((await cloud.get('/reviews')).body);
  const proposed = reviews.find((review) => review.status === 'proposed');
  const taken = await cloud.post(`/reviews/${proposed?.id}/commands`, { type: 'take-up', words }, 'shawan');
  expectStatus(200, taken);
  expectStatus(200, await cloud.post(`/reviews/${proposed?.id}/commands`, { type: 'withdraw', words }, 'shawan'));
  await cloud.idle();
}

/** The execution of the review is stopped, and another one is told a place that the machine does not have. */
async function strayAndStopped(cloud: TestCloud, id: string): Promise<void> {
  await cloud.idle();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'b' };
  const client = new SFNClient({ endpoint: cloud.endpoints.stepfunctions, region: 'x', credentials });
  const machine = cloud.spec.machines.find(({ name }) => name.includes('Reviews'));
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${id}-1`;
  await client.send(new StopExecutionCommand({ executionArn }));
  const seconds = { green: 1, yellow: 1, red: 1 };
  const nowhere = { review: id, district: 'shawan', seq: 1, where: 'Nowhere', seconds };
  const stray = { stateMachineArn: machine?.arn, name: `${id}-9`, input: JSON.stringify(nowhere) };
  await client.send(new StartExecutionCommand(stray));
  client.destroy();
  const repair = cloud.spec.functions.find(({ logicalId }) => logicalId.startsWith('Reviewsrepair'))?.logicalId ?? '';
  await cloud.invoke(repair, { execution: `${id}-1`, plan: nowhere, error: { Error: 'Test' } });
  await cloud.idle();
}

/** By hours, so that the minute comes round often enough for what was missed. */
async function passDays(cloud: TestCloud, days: number): Promise<void> {
  const until = plusSeconds(cloud.now(), days * 86_400);
  while (cloud.now() < until) await cloud.passTo(plusSeconds(cloud.now(), 12 * 3600));
}

async function seen(cloud: TestCloud, id: string): Promise<ReviewView> {
  await cloud.idle();
  return ReviewView.parse((await cloud.get(`/reviews/${id}`)).body);
}

function expectStatus(status: number, reply: { status: number; body: unknown }): void {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${JSON.stringify(reply.body)}`);
}
