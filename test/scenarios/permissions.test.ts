import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, inject, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import type { Call } from '../../local/observer.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents, fire } from '../support/a-district.ts';
import { anOpening, MONDAY } from '../support/casework.ts';
import { personas, withLeader } from '../support/centre-leader.ts';
import { everyReport } from '../support/every-report.ts';
import { everyReview } from '../support/every-review.ts';
import { inside } from '../support/inside.ts';
import { type Permission, permissions } from '../support/permissions.ts';
import { aPicture, put, showPhoto, urlFor } from '../support/photos.ts';
import { Template } from '../support/template.ts';
import { ulid } from '../support/ulids.ts';

/**
 * Done when: every operation that a handler or machine performs on AWS is allowed by its own synthesised role, and no
 * role allows what nothing uses.
 */
const template = Template.parse(JSON.parse(readFileSync(join(inject('assembly'), 'Gridlight.template.json'), 'utf8')));

/** What the platform does in the name of a role and no SDK call shows: logs, the stream's reader, the failure queue. */
const BY_THE_PLATFORM = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  'sqs:SendMessage',
];
/** Schedules call their function without an SDK; what copies the pages at a deployment is not run here. */
const isNotSeen = ({ who }: Permission): boolean => /Minute|Hour|^CustomCDKBucketDeployment/.test(who);

/** The logical id and the rest of a resource, as the observer's ARNs and the template's texts both tell it. */
const tail = (resource: string): string =>
  resource.replace(/^.*(table\/|stateMachine:|execution:|function:|key\/|s3:::)/, '').replace(/:live$/, '');

/** Whether a permission covers a call, told by the logical id inside the resource and what stands behind it. */
function covers(permission: Permission, call: Call): boolean {
  if (permission.action !== `${call.service}:${call.action}`) return false;
  if (permission.except) return !call.resource.startsWith('arn:');
  const [, id = '', rest = ''] = /\$\{([A-Za-z0-9]+)(?:\.\w+)?\}([^$]*)$/.exec(permission.resource) ?? [];
  if (call.resource === '*') return true;
  const name = tail(call.resource);
  const plain = name.replace(/^Gridlight-/, '');
  return rest.endsWith('*') ? plain.startsWith(`${id}${rest.slice(0, -1)}`) : plain === `${id}${rest}`;
}

const reviewAfter = { measure: 'minutes', count: 60 } as const;
const categories = [{ ...fire, overdue: { ...fire.overdue, reviewAfter } }];

test('every call is allowed by the role of its caller, and every right is used', async () => {
  const calls: Call[] = [];
  await using cloud = await aCloud({
    onCall: (call) => calls.push(call),
    directory: withLeader({ categories }),
    personas,
  });
  const started = calls.length;
  expect(started).toBeGreaterThan(0);

  // A case that climbs, turns red and goes through Overdue; one that is lost and found; reads of everything.
  const ids = ['01KJP3AB5S8M6W3T9V2XQ4RD7C', '01KJP3AB5S8M6W3T9V2XQ4RD7D', '01KJP3AB5S8M6W3T9V2XQ4RD7E'];
  const [climbing = '', lost = '', broken = ''] = ids;
  const picture = aPicture('火点');
  const photos = [picture.photo];
  for (const id of ids) {
    await cloud.open({ ...anOpening({ id, category: fire.id, photos }) }, 'niushi-v1');
    await cloud.idle();
  }
  await showPhoto(cloud, climbing, picture, 'niushi-v1');
  await cloud.idle();
  await cloud.command(climbing, 'niushi-v1-g1', { type: 'escalate', reason: '火情', to: 'district', emergency: true });
  const link = (await cloud.smsTexts()).findLast((text) => text.includes('/a/'))?.match(/https?:\S+/)?.[0] ?? '';
  expect((await fetch(link, { method: 'POST' })).status).toBe(200);
  for (const path of [
    `/cases/${climbing}`,
    `/cases/${climbing}/explanation`,
    '/cases?holder=shawan',
    '/reporters?grid=niushi-v1-g1',
    '/wall',
    // Three matters within a minute: two of them wait for the pace of the telephone.
    '/deliveries?unit=niushi-v1-g1',
    `/cases/${climbing}/deliveries`,
    '/me',
    '/directory',
    '/units',
    '/health',
    '/openapi.json',
  ]) {
    expect(await cloud.get(path)).toMatchObject({ status: 200 });
  }
  expect(await cloud.put('/categories', { rows: categories }, 'admin')).toMatchObject({ status: 200 });
  const calendars = documents().calendars.map((calendar) => ({ ...calendar, validThrough: '2027-12-31' }));
  expect(await cloud.post('/directory?dryRun=true', { calendars }, 'admin')).toMatchObject({ status: 200 });

  const client = new SFNClient({
    endpoint: cloud.endpoints.stepfunctions,
    region: 'x',
    credentials: { accessKeyId: 'test', secretAccessKey: 'b' },
  });
  const [machine] = cloud.spec.machines;
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${lost}-1`;
  await client.send(new StopExecutionCommand({ executionArn }));
  const nowhere = {
    case: broken,
    district: 'shawan',
    seq: 1,
    where: 'Nowhere',
    seconds: { green: 1, yellow: 1, red: 1 },
  };
  const stray = { stateMachineArn: machine?.arn, name: `${broken}-9`, input: JSON.stringify(nowhere) };
  await client.send(new StartExecutionCommand(stray));
  const repair = cloud.spec.functions.find(({ logicalId }) => /repair/i.test(logicalId))?.logicalId ?? '';
  await cloud.invoke(repair, { execution: `${broken}-1`, plan: nowhere, error: { Error: 'Test' } });
  expect(await cloud.open(anOpening({ id: climbing, category: fire.id, photos }), 'niushi-v1')).toMatchObject({
    status: 200,
  });
  for (let minute = 1; minute <= 300; minute += 10) await cloud.passTo(plusSeconds(MONDAY, minute * 60));
  client.destroy();
  expect(await cloud.command(climbing, 'shawan', { type: 'resolve', result: '已扑灭' })).toMatchObject({ status: 200 });
  await cloud.idle();
  expect((await cloud.see(lost)).history.some(({ what }) => what.type === 'restarted')).toBe(true);
  await everyReport(cloud, fire.id);
  await lateAfterErasure(cloud);
  await everyReview(cloud, climbing);
  notLookedAt(cloud, climbing);
  // People are forgotten a year after the end of their cases.
  const ended = cloud.now();
  for (const days of [366, 367]) await cloud.passTo(plusSeconds(ended, days * 86_400));

  const rights = permissions(template);
  const holder = (call: Call): string => call.principal.replace(/^.*role\//, '').replace(/^Gridlight-/, '');
  const ofCaller = (call: Call): Permission[] => {
    const who = holder(call);
    const role = Object.entries(template.Resources).find(([id]) => id === who)?.[1];
    if (role?.Type !== 'AWS::IAM::Role') return rights.filter((permission) => permission.who === who);
    return rights.filter(
      (permission) => /Machine/.test(permission.who) && permission.action === 'lambda:InvokeFunction',
    );
  };
  const ours = calls.filter(
    ({ principal }) => principal !== 'test' && principal !== 'anonymous' && principal !== 'local',
  );
  const told = (call: Call) => `${holder(call)} ${call.service}:${call.action} ${call.resource}`;
  const forbidden = ours.filter((call) => !ofCaller(call).some((permission) => covers(permission, call)));
  expect([...new Set(forbidden.map(told))]).toEqual([]);

  const unused = rights
    .filter((permission) => !BY_THE_PLATFORM.includes(permission.action) && !isNotSeen(permission))
    .filter((permission) => !ours.some((call) => ofCaller(call).includes(permission) && covers(permission, call)))
    .map(({ who, action, resource }) => `${who} ${action} ${resource}`);
  expect(unused).toEqual([]);
}, 900_000);

/** A photo that was looked at comes again, when its case was erased and the photo is still there: it is removed. */
async function lateAfterErasure(cloud: TestCloud): Promise<void> {
  using look = inside(cloud.endpoints);
  const [id, picture] = [ulid(9001), aPicture('删除')];
  const opening = anOpening({ id, category: fire.id, photos: [picture.photo] });
  expect(await cloud.open(opening, 'niushi-v1-g1')).toMatchObject({ status: 201 });
  await cloud.idle();
  const signed = await urlFor(cloud, id, picture, 'niushi-v1-g1');
  await put(signed, picture.bytes);
  await cloud.idle();
  await look.tamper(id, picture.photo.digest, '0'.repeat(64));
  expect(await put(signed, picture.bytes)).toBe(200);
  await cloud.idle();
}

/** A photo of the case that was put there while nothing was told of it. */
function notLookedAt({ data, spec }: TestCloud, id: string): void {
  const bucket = spec.buckets.find(({ logicalId }) => /photos/i.test(logicalId))?.name ?? '';
  const folder = join(data, 'buckets', bucket, 'unchecked', 'shawan', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${'a'.repeat(64)}.jpg`), aPicture('没人看过').bytes);
}
