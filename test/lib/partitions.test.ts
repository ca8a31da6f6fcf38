import { describe, expect, it } from 'vitest';
import { permissions } from '../support/permissions.ts';
import type { Template } from '../support/template.ts';
import { aTemplate } from './a-stack.ts';

/** Services that the regions of China lack, of those that one would like here. */
const NOT_IN_CHINA = /AWS::Cognito|AWS::WAFv2|AWS::Pinpoint|AWS::SMSVOICE/;
/** It is in China, for names that their owner has filed there. */
const CLOUDFRONT = /AWS::CloudFront|Custom::CDKBucketDeployment/;

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap((entry) => entry.flatMap(strings))
    : [];
};

/** All texts of a template but the names of services in trust policies, which are the same in every partition. */
const texts = (template: Template) => strings(template).filter((text) => !/^[a-z]+\.amazonaws\.com$/.test(text));

describe.each([
  ['aws', 'eu-central-1'],
  ['aws-cn', 'cn-north-1'],
])('in the partition %s', (_, region) => {
  const template = aTemplate({ region });

  it('names no partition, region or host', () => {
    expect(texts(template).filter((text) => /arn:aws\b|amazonaws\.com|\b(cn|eu|us|ap)-[a-z]+-\d\b/.test(text))).toEqual(
      [],
    );
  });

  it('uses no service that one of the partitions lacks', () => {
    expect(Object.values(template.Resources).filter(({ Type }) => NOT_IN_CHINA.test(Type))).toEqual([]);
  });
});

it('ships the pages by CloudFront, in China by whatever the owner has', () => {
  const shipped = (region: string) =>
    Object.values(aTemplate({ region }).Resources).filter(({ Type }) => CLOUDFRONT.test(Type)).length;
  expect(shipped('eu-central-1')).toBeGreaterThan(0);
  expect(shipped('cn-north-1')).toBe(0);
});

describe('SMS', () => {
  const publishing = (region: string) =>
    permissions(aTemplate({ region })).filter(({ action }) => action === 'sns:Publish');

  it('goes to telephones and to no topic, where SNS sends it', () => {
    const telephones = expect.objectContaining({
      resource: expect.stringMatching(/^arn:\$\{AWS::Partition\}:sns:\*:\*:\*$/),
      except: true,
    });
    // One function sends.
    expect(publishing('eu-central-1')).toEqual([telephones]);
  });

  it('is neither sent nor allowed in China', () => {
    expect(publishing('cn-north-1')).toEqual([]);
    const { Resources } = aTemplate({ region: 'cn-north-1' });
    const environments = Object.values(Resources).map(({ Properties }) => Properties.Environment);
    expect(environments).toContainEqual({ Variables: expect.objectContaining({ SMS: 'none' }) });
  });
});
