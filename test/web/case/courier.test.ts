import { describe, expect, it } from 'vitest';
import { courier, type Events, type Ports } from '../../../web/case/courier.ts';

type Sent = Awaited<ReturnType<Ports['send']>>;
const refusal = (status: number, code: string): Sent => ({ ok: false, problem: { status, code, detail: '' } });
const silence = refusal(0, 'offline');
const yes = { ok: true, value: {}, status: 200 } as unknown as Sent;
const events = (...types: string[]): Events => types.map((type) => ({ what: { type } })) as unknown as Events;

/** A courier with answers in order; each reading finds the next events, and a version more. */
function sending(answers: Sent[], read: Events[] = []) {
  const sent: Record<string, unknown>[] = [];
  let [ids, version] = [0, 7];
  const deliver = courier({
    newId: () => `id-${++ids}`,
    version: () => version,
    read: async () => {
      version += 1;
      return read.shift() ?? [];
    },
    send: async (command) => {
      sent.push(command);
      return answers.shift() ?? yes;
    },
  });
  return { sent, deliver };
}

describe('a command that is sent', () => {
  it('names what was read', async () => {
    const { sent, deliver } = sending([yes]);
    expect(await deliver({ type: 'accept' })).toEqual({ is: 'sent' });
    expect(sent).toEqual([{ type: 'accept', id: 'id-1', ifVersion: 7 }]);
  });

  it('stays the same one until somebody answers', async () => {
    const { sent, deliver } = sending([silence, refusal(503, 'unavailable'), yes]);
    expect((await deliver({ type: 'press' })).is).toBe('unanswered');
    expect((await deliver({ type: 'press' })).is).toBe('unanswered');
    expect((await deliver({ type: 'press' })).is).toBe('sent');
    expect(sent.map(({ id }) => id)).toEqual(['id-1', 'id-1', 'id-1']);
    await deliver({ type: 'press' });
    expect(sent.at(-1)?.id).toBe('id-2');
  });

  it('is another one after a refusal', async () => {
    const { sent, deliver } = sending([refusal(422, 'already-asked')]);
    expect(await deliver({ type: 'pause' })).toMatchObject({ is: 'refused', problem: { code: 'already-asked' } });
    await deliver({ type: 'pause' });
    expect(sent.map(({ id }) => id)).toEqual(['id-1', 'id-2']);
  });

  it('tells what has happened since the case was read', async () => {
    const since = events('escalated');
    const { sent, deliver } = sending([refusal(409, 'version-conflict')], [since]);
    expect(await deliver({ type: 'resolve' })).toEqual({ is: 'overtaken', events: since });
    await deliver({ type: 'resolve' });
    expect(sent[1]).toEqual({ type: 'resolve', id: 'id-2', ifVersion: 8 });
  });

  it('goes on by itself when only notices and timers came in between', async () => {
    const { sent, deliver } = sending([refusal(409, 'version-conflict'), yes], [events('notified', 'rung')]);
    expect((await deliver({ type: 'resolve' })).is).toBe('sent');
    expect(sent.map(({ ifVersion }) => ifVersion)).toEqual([7, 8]);
  });

  it('has arrived if its id was used for what was said first', async () => {
    const { deliver } = sending([silence, refusal(409, 'id-conflict')]);
    await deliver({ type: 'press', words: 'one' });
    expect(await deliver({ type: 'press', words: 'two' })).toEqual({ is: 'arrived' });
  });
});
