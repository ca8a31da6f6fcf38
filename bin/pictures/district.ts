import { join } from 'node:path';
import * as z from 'zod/mini';
import { createManualClock } from '../../local/clock.ts';
import { startCloud } from '../../local/cloud.ts';
import { loadSample } from '../../sample/load.ts';
import { people } from '../local/people.ts';
import { synthApart } from '../local/synth-apart.ts';

export type District = Awaited<ReturnType<typeof startDistrict>>;

const Answer = z.record(z.string(), z.unknown());

/**
 * The sample district in a folder, with a month of matters before an instant. Its clock stands still there until it is
 * moved on, so that the same sources show the same.
 */
export async function startDistrict(data: string, from: string, progress: (text: string) => void) {
  const clock = createManualClock(Date.parse(from));
  const personas = people();
  const administrators = personas.filter(({ role }) => role === 'administrator').map(({ subject }) => subject);
  const cloud = await startCloud({
    data,
    port: 0,
    clock,
    personas,
    assembly: () => synthApart(join(data, 'assembly'), { administrators: administrators.join(',') }),
  });
  await loadSample({ url: cloud.url, token: cloud.token, endpoints: cloud.endpoints, clock, progress });

  /** Asks the API as somebody, or as nobody. Throws if that is refused. */
  async function ask(path: string, persona: string | null, body: unknown): Promise<z.infer<typeof Answer>> {
    const answer = await fetch(cloud.url + path, {
      method: 'POST',
      headers: { ...(persona !== null && { authorization: `Bearer ${await cloud.token(persona)}` }) },
      body: JSON.stringify(body),
    });
    const told = z.parse(Answer, await answer.json());
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told;
  }

  return {
    url: cloud.url,
    ask,
    now: () => clock.now(),
    /** Time passes until an instant, and what falls due on the way is done. */
    async passTo(at: string): Promise<void> {
      await cloud.idle();
      clock.advanceTo(Date.parse(at));
      await cloud.idle();
    },
    close: () => cloud.close(),
  };
}
