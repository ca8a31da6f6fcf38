import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import type { Recorded } from '../../domain/case/event.ts';
import { firstBrokenLink, record } from '../../domain/case-file/history.ts';
import { Checkpoint } from '../../domain/evidence/checkpoint.ts';
import { checkAgainst, faultsInChain } from '../../domain/evidence/verify-checkpoints.ts';
import { addDays } from '../../domain/time/civil.ts';
import { signer } from '../../functions/shell/signer.ts';
import { type Vault, vault } from '../../functions/shell/vault.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, sha256, shanghai } from '../support/casework.ts';
import { witness } from '../support/evidence.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/* Done when: chain heads are checkpointed daily to write-once storage, so that even a rebuilt tail is told. */

/** The vault and the key of a running cloud, through SDK clients as anybody outside would use them. */
function kept(cloud: TestCloud) {
  const sdk = { region: cloud.endpoints.region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const s3 = new S3Client({ ...sdk, endpoint: cloud.endpoints.s3 });
  const kms = new KMSClient({ ...sdk, endpoint: cloud.endpoints.kms });
  const bucket = cloud.spec.buckets[0]?.name ?? '';
  const own: Vault = vault(bucket, s3);
  return {
    vault: own,
    publicKey: () => signer(cloud.spec.keys[0]?.name ?? '', kms).publicKey(),
    files: () => readdirSync(join(cloud.data, 'buckets', bucket, 'checkpoints', 'shawan')).toSorted(),
    async day(day: string): Promise<Checkpoint> {
      return Checkpoint.parse(JSON.parse((await own.get(`checkpoints/shawan/${day}.json`)) ?? 'null'));
    },
    [Symbol.dispose]() {
      s3.destroy();
      kms.destroy();
    },
  };
}

/** Past midnight into the first minutes of a day, so that the tick of ten past is the only one on the way. */
async function begin(cloud: TestCloud, day: string): Promise<void> {
  await cloud.passTo(shanghai(`${addDays(day, -1)} 23:59`));
  await cloud.passTo(shanghai(`${day} 00:11`));
}

const checkpointOf = (cloud: TestCloud) =>
  cloud.spec.functions.find(({ logicalId }) => /checkpoint/i.test(logicalId))?.logicalId ?? '';

test('each day is closed once after its midnight, signed and chained, with the cases of that day', async () => {
  await using cloud = await aCloud();
  using own = kept(cloud);
  const [first, second] = [ulid(1), ulid(2)];
  for (const id of [first, second]) await cloud.open(anOpening({ id }), 'niushi-v1-g1');
  await cloud.command(first, 'niushi-v1-g1', { type: 'accept' });
  await cloud.passTo(shanghai('2026-03-02 23:59'));
  expect(own.files()).toEqual(['2026-03-01.json']);

  await begin(cloud, '2026-03-03');
  expect(own.files()).toEqual(['2026-03-01.json', '2026-03-02.json']);
  using look = inside(cloud.endpoints);
  const sunday = await own.day('2026-03-01');
  expect(sunday).toMatchObject({ previous: null, heads: [] });
  const monday = await own.day('2026-03-02');
  const now = await look.files();
  expect(monday.heads.toSorted((a, b) => (a.case < b.case ? -1 : 1))).toEqual(
    [first, second].toSorted().map((id) => {
      const history = now.get(id)?.history ?? [];
      return { case: id, seq: history.length, head: history.at(-1)?.hash };
    }),
  );

  await cloud.passTo(shanghai('2026-03-03 09:00'));
  await cloud.command(second, 'niushi-v1-g1', { type: 'resolve', result: '已填平' });
  await begin(cloud, '2026-03-04');
  const tuesday = await own.day('2026-03-03');
  expect(tuesday).toMatchObject({ previous: monday.digest, closes: true });
  expect(tuesday.heads.map((head) => head.case)).toContain(second);
  const publicKey = await own.publicKey();
  expect(faultsInChain([sunday, monday, tuesday], { ...witness, publicKey })).toEqual([]);
  expect(checkAgainst(now.get(second)?.history ?? [], [monday])).toMatchObject({ broken: null });

  // A second run does nothing.
  expect(await cloud.invoke(checkpointOf(cloud), {})).toMatchObject({ ok: true, payload: { closed: [] } });
  expect(own.files()).toEqual(['2026-03-01.json', '2026-03-02.json', '2026-03-03.json']);
  expect(await own.day('2026-03-03')).toEqual(tuesday);
  expect(await own.vault.put('checkpoints/shawan/2026-03-02.json', '{}')).toBe(false);
});

test('a history that is rebuilt with all its hashes is told by the checkpoint of its day', async () => {
  await using cloud = await aCloud();
  using own = kept(cloud);
  using look = inside(cloud.endpoints);
  const id = ulid(1);
  await cloud.open(anOpening({ id }), 'niushi-v1-g1');
  await cloud.command(id, 'niushi-v1-g1', { type: 'accept' });
  await begin(cloud, '2026-03-03');

  const history = (await look.files()).get(id)?.history ?? [];
  // As if it had been accepted when it was not yet late.
  const forged = history.reduce<Recorded[]>(
    (sofar, { by, what, content }) => record(sofar, { by, what }, content, MONDAY, sha256),
    [],
  );
  await look.tamper(id, JSON.stringify(history), JSON.stringify(forged));
  const read = (await look.files()).get(id)?.history ?? [];
  expect(firstBrokenLink(read, sha256)).toBeNull();
  const checkpoints = [await own.day('2026-03-02')];
  expect(checkAgainst(history, checkpoints)).toEqual({ upTo: history.length, broken: null });
  expect(checkAgainst(read, checkpoints)).toMatchObject({
    upTo: 0,
    broken: { seq: history.length, from: 'checkpoints/shawan/2026-03-02.json' },
  });
});

test('days that were missed are caught up, in order', async () => {
  await using cloud = await aCloud();
  using own = kept(cloud);
  await cloud.open(anOpening({ id: ulid(1) }), 'niushi-v1-g1');
  await cloud.passTo(shanghai('2026-03-02 20:00'));
  // The clock jumps as after four days switched off.
  await begin(cloud, '2026-03-07');
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'];
  expect(own.files()).toEqual(days.map((day) => `${day}.json`));
  expect(faultsInChain(await Promise.all(days.map(own.day)), witness)).toEqual([]);
});
