import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerAs } from './helper.ts';

/** What each of the callers posts, one after the other on a connection of its own, all callers at once. */
export interface Load {
  url: string;
  callers: { token: string; bodies: string[] }[];
}
/** Milliseconds of the whole round, and of each request. */
export interface Loaded {
  took: number;
  latencies: number[];
}

const agents = new Map<number, Agent>();
const agentOf = (caller: number): Agent => {
  const agent = agents.get(caller) ?? new Agent({ keepAlive: true, maxSockets: 1 });
  agents.set(caller, agent);
  return agent;
};

async function post(url: string, agent: Agent, token: string, body: string): Promise<number> {
  const began = performance.now();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  };
  const sent = request(url, { method: 'POST', agent, headers });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  if (answer.statusCode !== 201) throw new Error(`POST ${url} answered ${answer.statusCode}: ${await text(answer)}`);
  await once(answer.resume(), 'end');
  return performance.now() - began;
}

answerAs(async ({ url, callers }: Load): Promise<Loaded> => {
  const latencies: number[] = [];
  const began = performance.now();
  const call = async ({ token, bodies }: Load['callers'][number], caller: number) => {
    for (const body of bodies) latencies.push(await post(url, agentOf(caller), token, body));
  };
  await Promise.all(callers.map(call));
  return { took: performance.now() - began, latencies };
});
