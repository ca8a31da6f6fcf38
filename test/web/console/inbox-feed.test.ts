import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboxFeed } from '../../../web/console/inbox-feed.ts';
import { aServer } from './an-inbox.ts';

/** A feed of a server whose list can be changed, or which can be away. */
function aFeed(minutes: number[]) {
  const server = { minutes, away: false, asked: 0 };
  const feed = inboxFeed('shawan', async (path) => {
    server.asked += 1;
    if (server.away) return { ok: false, problem: { code: 'offline', status: 0, detail: '' } };
    const query = new URLSearchParams(path.split('?')[1]);
    const page = aServer(server.minutes).page(query.get('cursor'), Number(query.get('limit')));
    return { ok: true, status: 200, value: { holder: 'village', at: '2026-02-13T00:00:00.000Z', ...page } };
  });
  const ids = () => feed.rows.value.map(({ id }) => id);
  const truth = () =>
    aServer(server.minutes)
      .all()
      .map(({ id }) => id);
  const readAll = async () => {
    await feed.refresh();
    while (feed.next.value !== null) await feed.more();
  };
  return { server, feed, ids, truth, readAll };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, minute) => minute * 3);

describe('the inbox as it was read', () => {
  it('is whole when all pages were', async () => {
    const { feed, ids, truth, readAll } = aFeed(upTo(250));
    await readAll();
    expect(ids()).toEqual(truth());
    expect(feed.arrived.value.size).toBe(0);
  });

  it('has a new case soon, and tells that it came', async () => {
    const { server, feed, ids, truth, readAll } = aFeed(upTo(80));
    await readAll();
    server.minutes = [...server.minutes, 100];
    expect(await feed.refresh()).toBe(true);
    expect(ids()).toEqual(truth());
    expect([...feed.arrived.value]).toEqual(['M100'.padStart(26, '0')]);
    expect(await feed.refresh()).toBe(false);
  });

  it('keeps what it has while the server is away', async () => {
    const { server, feed, ids, truth, readAll } = aFeed(upTo(120));
    await readAll();
    server.away = true;
    expect(await feed.refresh()).toBe(false);
    expect(feed.problem.value?.code).toBe('offline');
    expect(ids()).toEqual(truth());
    server.away = false;
    await feed.refresh();
    expect(feed.problem.value).toBeUndefined();
  });

  it('asks at most twice a look, however long the list is', async () => {
    const { server, feed, readAll } = aFeed(upTo(650));
    await readAll();
    const before = server.asked;
    for (let look = 0; look < 10; look += 1) await feed.refresh();
    expect(server.asked - before).toBeLessThanOrEqual(20);
  });

  it('comes to what the server has, whatever changes, once each page had its turn', async () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 420 });
    await fc.assert(
      fc.asyncProperty(list, list, async (before, after) => {
        const { server, feed, ids, truth, readAll } = aFeed(before);
        await readAll();
        server.minutes = after;
        for (let look = 0; look < 12; look += 1) {
          await feed.refresh();
          await feed.more();
        }
        expect(ids()).toEqual(truth());
      }),
      { numRuns: 60 },
    );
  });
});
