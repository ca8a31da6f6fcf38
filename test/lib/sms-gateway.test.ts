import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { permissions } from '../support/permissions.ts';
import { resourcesOf, type Template } from '../support/template.ts';
import { aTemplate } from './a-stack.ts';

const SECRET = 'AWS::SecretsManager::Secret';
const Properties = z.object({
  Description: z.string(),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.unknown()) })),
});

/** The functions that have a variable, by their files. */
const having = (template: Template, variable: string): string[] =>
  [...resourcesOf(template, 'AWS::Lambda::Function').values()].flatMap((resource) => {
    const { success, data } = Properties.safeParse(resource.Properties);
    return success && data.Environment && variable in data.Environment.Variables ? [data.Description] : [];
  });
const routes = (template: Template): string[] =>
  [...resourcesOf(template, 'AWS::ApiGatewayV2::Route').values()].flatMap(({ Properties: { RouteKey } }) =>
    String(RouteKey).includes('/sms/') ? [String(RouteKey)] : [],
  );

describe.each(['eu-central-1', 'cn-north-1'])('with a gateway for SMS, in %s', (region) => {
  const template = aTemplate({
    region,
    sms: 'gateway',
    smsGateway: 'https://sms.test/v1',
    smsTemplates: 'notice:SMS_1,bundle:SMS_2',
  });
  const allowed = permissions(template);

  it('there is one key, generated, that outlives the stack', () => {
    const [secret, ...more] = resourcesOf(template, SECRET).values();
    expect(more).toEqual([]);
    expect(secret).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
    });
  });

  it('whoever sends or verifies reads this key alone, and nobody else does', () => {
    const [id] = resourcesOf(template, SECRET).keys();
    const reading = allowed.filter(({ action }) => action.startsWith('secretsmanager:'));
    const readers = new Set(reading.map(({ who }) => who));
    expect(reading.every(({ action }) => action === 'secretsmanager:GetSecretValue')).toBe(true);
    expect(new Set(reading.map(({ resource }) => resource))).toEqual(new Set([`\${${id}}`]));
    expect(readers.size).toBe(having(template, 'SMS_SECRET').length);
    expect(having(template, 'SMS_SECRET')).toEqual(
      expect.arrayContaining(['functions/http/sms-receipts.ts', 'functions/http/sms-replies.ts']),
    );
    // Receipts are verified, and nothing is sent for them.
    expect(having(template, 'SMS_GATEWAY')).not.toContain('functions/http/sms-receipts.ts');
  });

  it('senders are told where it is, and the numbers of the templates', () => {
    const environments = [...resourcesOf(template, 'AWS::Lambda::Function').values()].map(
      ({ Properties: own }) => own.Environment,
    );
    expect(environments).toContainEqual({
      Variables: expect.objectContaining({
        SMS: 'gateway',
        SMS_GATEWAY: 'https://sms.test/v1',
        SMS_TEMPLATES: 'notice:SMS_1,bundle:SMS_2',
      }),
    });
  });

  it('nobody publishes to SNS', () => expect(allowed.filter(({ action }) => action === 'sns:Publish')).toEqual([]));

  it('replies and receipts write cases and lines, and send nothing but what the gateway signs for', () => {
    const actions = (name: string) =>
      allowed.filter(({ who }) => who.startsWith(`Api${name}`)).map(({ action }) => action.replace(/^logs:.*/, 'log'));
    const calledBack = [
      // Cases, the directory, lines.
      ...['dynamodb:GetItem', 'dynamodb:GetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:PutItem'],
      ...['log', 'log', 'secretsmanager:GetSecretValue'],
    ];
    // A reply may also be that somebody wants no SMS any more.
    const ofResidents = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
    expect(actions('smsreplies').toSorted()).toEqual([...calledBack, ...ofResidents].toSorted());
    expect(actions('smsreceipts').toSorted()).toEqual(calledBack);
  });

  it('the callbacks are open, and throttled', () => {
    expect(routes(template).toSorted()).toEqual(['POST /sms/receipts', 'POST /sms/replies']);
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').values();
    expect(stage?.Properties.RouteSettings).toMatchObject({
      'POST /sms/receipts': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 },
      'POST /sms/replies': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 },
    });
  });
});

it.each(['eu-central-1', 'cn-north-1'])('without one, in %s, there is no key and no callback', (region) => {
  const template = aTemplate({ region });
  expect([...resourcesOf(template, SECRET).keys(), ...routes(template), ...having(template, 'SMS_SECRET')]).toEqual([]);
});
