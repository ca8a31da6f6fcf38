import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template as Assert, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { contentSecurityPolicy, headersByPath } from '../../lib/site-headers.ts';
import { pagesIn } from '../../lib/site-paths.ts';
import { permissions } from '../support/permissions.ts';
import { functionsIn, resourcesOf, Template, textOf } from '../support/template.ts';
import { anApp, aTemplate } from './a-stack.ts';
import { temporary } from './temporary.ts';

const { app, stack } = anApp();
const assert = Assert.fromStack(stack);
const template = aTemplate();

const distribution = (properties: object) =>
  assert.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike(properties),
  });

describe('the pages', () => {
  it('are read by CloudFront alone, which signs for it', () => {
    const [[bucket = ''] = []] = [...resourcesOf(template, 'AWS::S3::Bucket')].filter(([id]) => id.startsWith('Site'));
    const policies = [...resourcesOf(template, 'AWS::S3::BucketPolicy').values()];
    const policy = policies.find(({ Properties }) => textOf(Properties.Bucket) === `\${${bucket}}`);
    const { Statement } = z.object({ Statement: z.array(z.unknown()) }).parse(policy?.Properties.PolicyDocument);
    expect(Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
  });

  it('go out by https alone, compressed, with a page of their own for what is not there', () => {
    distribution({
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: Match.objectLike({ Compress: true, ViewerProtocolPolicy: 'redirect-to-https' }),
      CustomErrorResponses: [Match.objectLike({ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' })],
    });
  });

  it('have the name of their owner, by TLS 1.2 or newer, where there is a certificate', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/ab-12';
    Assert.fromStack(anApp({ certificate }).stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['gridlight.shawan.test'],
        ViewerCertificate: {
          AcmCertificateArn: certificate,
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
      }),
    });
  });

  it('hang on the API, and the API on nothing of theirs', () => {
    expect(() => app.synth()).not.toThrow();
    const apis = [...resourcesOf(template, 'AWS::ApiGatewayV2::Api').values()];
    expect(JSON.stringify(apis)).not.toContain('Site');
  });
});

describe('what browsers are told', () => {
  const [headers] = resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').values();
  const policy = JSON.stringify(headers?.Properties);

  it('allows no script or style but files of the pages, and calls to the API and the issuer alone', () => {
    const csp = contentSecurityPolicy({ api: 'https://api.test', logins: ['https://id.test', 'https://id.test'] });
    expect(csp).not.toMatch(/unsafe|\*|http:/);
    expect(csp.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "connect-src 'self' https://api.test https://id.test",
      "manifest-src 'self'",
      "worker-src 'self'",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it('adds the store of the photos where there is one', () => {
    const csp = contentSecurityPolicy({ api: '', logins: [], photos: 'https://photos.test' });
    expect(csp.match(/https:\/\/photos\.test/g)).toHaveLength(2);
  });

  it('is also never to guess types, tell referrers, come by http, or be framed', () => {
    assert.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: Match.objectLike({
        SecurityHeadersConfig: Match.objectLike({
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, Override: true },
        }),
        CustomHeadersConfig: {
          Items: [
            Match.objectLike({
              Header: 'permissions-policy',
              Value: Match.stringLikeRegexp('^camera=\\(self\\), geolocation=\\(self\\), .*microphone=\\(\\)'),
            }),
            Match.objectLike({ Header: 'cross-origin-opener-policy', Value: 'same-origin' }),
            Match.objectLike({ Header: 'cross-origin-resource-policy', Value: 'same-origin' }),
          ],
        },
      }),
    });
  });

  it('is the same for hosts other than CloudFront', () => {
    const [every, assets] = headersByPath({ api: 'https://api.test', logins: ['https://id.test'] });
    expect(every?.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' });
    expect(assets).toEqual({ path: '/assets/*', headers: { 'cache-control': 'public, max-age=31536000, immutable' } });
  });
});

describe('the copying', () => {
  const deployment = (properties: object) =>
    assert.hasResource('Custom::CDKBucketDeployment', { Properties: Match.objectLike(properties) });

  it('keeps what pages that are open still load, for ever the same', () => {
    deployment({
      DestinationBucketKeyPrefix: 'assets',
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it('replaces the pages after that, which are asked for anew each time', () => {
    const [assets, pages] = resourcesOf(template, 'Custom::CDKBucketDeployment').keys();
    deployment({ Prune: true, Exclude: ['assets/*'], SystemMetadata: { 'cache-control': 'no-cache' } });
    expect(template.Resources[pages ?? '']?.DependsOn).toContain(assets);
  });

  it('may read the assets of the deployment, and put, list and remove the pages', () => {
    const rights = permissions(template)
      .filter(({ who }) => who.startsWith('CustomCDKBucketDeployment'))
      .map(({ action, resource }) => `${action} ${resource}`);
    expect(rights.filter((each) => !each.startsWith('logs:')).toSorted()).toEqual([
      expect.stringMatching(/^s3:DeleteObject \$\{SiteBucket\w+\.Arn\}\/\*$/),
      expect.stringMatching(/^s3:GetObject arn:\$\{AWS::Partition\}:s3:::cdk-\w+-assets-.*\/\*$/),
      expect.stringMatching(/^s3:ListBucket \$\{SiteBucket\w+\.Arn\}$/),
      expect.stringMatching(/^s3:PutObject \$\{SiteBucket\w+\.Arn\}\/\*$/),
    ]);
  });

  it('begins when the API is the one that the pages were built for', () => {
    const deployments = [...resourcesOf(template, 'Custom::CDKBucketDeployment').values()];
    const api = [
      ...resourcesOf(template, 'AWS::ApiGatewayV2::Route').keys(),
      ...resourcesOf(template, 'AWS::ApiGatewayV2::Stage').keys(),
      ...[...functionsIn(template)].flatMap(([id, { Properties }]) =>
        String(Properties.Description).startsWith('functions/http/') ? id : [],
      ),
    ];
    expect(api.length).toBeGreaterThan(40);
    for (const { DependsOn } of deployments) expect(DependsOn).toEqual(expect.arrayContaining(api));
  });

  it('brings one layer for both', () => assert.resourceCountIs('AWS::Lambda::LayerVersion', 1));

  it('writes into config.json where the API is, and as whom to log in', () => {
    const { directory } = app.synth();
    const [config = ''] = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('/config.json'),
    );
    expect(JSON.parse(readFileSync(join(directory, config), 'utf8').replace(/<<.*?>>/, 'the API'))).toEqual({
      api: 'the API',
      issuer: 'https://id.shawan.test',
      metadata: 'https://id.shawan.test/.well-known/openid-configuration',
      clientId: 'gridlight-pages',
      audience: 'gridlight',
      scope: 'openid',
      speed: 1,
    });
  });
});

it('pages are the folders with an index.html, wherever they lie', () => {
  const root = temporary();
  for (const folder of ['wall', 'assets', 'help/phone']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['index.html', 'wall/index.html', 'help/phone/index.html', 'assets/index.js']) {
    writeFileSync(join(root, file), '');
  }
  expect(pagesIn(root)).toEqual(['/help/phone', '/wall']);
});

it('is left out in China', () => {
  const { Resources } = Template.parse(aTemplate({ region: 'cn-north-1' }));
  expect(Object.keys(Resources).filter((id) => id.startsWith('Site'))).toEqual([]);
});
