import { describe, expect, it } from 'vitest';
import { readSettings } from '../../lib/settings.ts';

const settings = (context: Record<string, string>) => readSettings((name) => context[name]);

describe('settings', () => {
  it('can be left out to look at Gridlight, and say what a deployment needs', () => {
    expect(settings({})).toMatchObject({
      district: 'shawan',
      sms: 'sns',
      administrators: [],
      issuer: expect.stringContaining('.example/'),
      webOrigins: ['*'],
      site: true,
      loginScope: 'openid',
      missing: ['issuer', 'audience', 'clientId'],
    });
  });

  it('hold back words as far as the environment of a function has room for them', () => {
    const fits = '词'.repeat(1000);
    expect(settings({ heldWords: fits }).heldWords).toEqual([fits]);
    expect(() => settings({ heldWords: `${fits}词` })).toThrow('3000 bytes of UTF-8 at most');
  });

  it('are complete with issuer, audience, client and the origin of the pages', () => {
    const given = {
      issuer: 'https://id.test',
      audience: 'a',
      clientId: 'pages',
      administrators: 'one, two',
      alarmEmail: 'on-call@id.test',
    };
    expect(settings({ ...given, webOrigin: 'https://a.test, https://b.test:8443' })).toMatchObject({
      ...given,
      webOrigins: ['https://a.test', 'https://b.test:8443'],
      administrators: ['one', 'two'],
      missing: [],
      warnings: [],
    });
  });

  it.each([
    ['district', 'Sha Wan'],
    ['issuer', 'http://id.test'],
    ['audience', ''],
    ['clientId', ''],
    ['webOrigin', 'https://pages.test/'],
    ['webOrigin', 'http://pages.test'],
    ['loginScope', 'offline_access'],
    ['loginScope', 'openid "profile"'],
    ['loginOrigin', '*'],
    ['certificate', 'arn:aws:acm:eu-central-1:1:certificate/1'],
    ['sms', 'pigeon'],
    ['smsGateway', 'http://sms.test'],
    ['smsGateway', 'https://sms.test/v1?key=1'],
    ['smsGateway', 'https://user:secret@sms.test'],
    ['smsTemplates', 'pigeon:SMS_1'],
    ['smsTemplates', 'notice'],
    ['open311Keys', 'city-app'],
    ['open311Keys', 'city-app:secret'],
    ['alarmEmail', 'nobody'],
    ['region', 'mars'],
  ])('refuse %s=%s, naming it', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(`-c ${name}=${value}: `);
  });

  it('ship the pages under the name of a certificate, which is the first of the origins', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/ab-12';
    expect(settings({ certificate, webOrigin: 'https://a.test,https://b.test' }).domain).toEqual({
      name: 'a.test',
      certificateArn: certificate,
    });
    expect(() => settings({ certificate })).toThrow('set -c webOrigin=');
  });

  it('ship no pages in the regions of China', () => expect(settings({ region: 'cn-north-1' }).site).toBe(false));

  it('name every fault at once', () => {
    expect(() => settings({ sms: 'pigeon', alarmEmail: 'nobody' })).toThrow(/-c sms=.*\n-c alarmEmail=/);
  });

  it('send no SMS in the regions of China, where SNS has none', () => {
    expect(settings({ region: 'cn-north-1' }).sms).toBe('none');
    expect(settings({ region: 'cn-north-1' }).warnings).toContainEqual(expect.stringContaining('no SMS is sent'));
    expect(settings({ region: 'eu-central-1' }).sms).toBe('sns');
    expect(() => settings({ region: 'cn-northwest-1', sms: 'sns' })).toThrow('set -c sms=gateway');
    expect(settings({ region: 'cn-north-1' }).warnings).toContainEqual(expect.stringContaining('-c sms=gateway'));
  });

  it.each(['cn-north-1', 'eu-central-1'])('send SMS by a gateway in %s too, if there is one', (region) => {
    const given = { region, sms: 'gateway', smsGateway: 'https://sms.test/v1/' };
    expect(settings(given)).toMatchObject({ sms: 'gateway', gateway: { url: 'https://sms.test/v1', templates: [] } });
    expect(settings({ ...given, smsTemplates: 'notice:SMS_1, bundle-asking:SMS_2' }).gateway?.templates).toEqual([
      'notice:SMS_1',
      'bundle-asking:SMS_2',
    ]);
    expect(settings(given).warnings.join()).not.toContain('sms=');
  });

  it('want a gateway where it is, and nowhere else', () => {
    expect(() => settings({ sms: 'gateway' })).toThrow('sms=gateway: set -c smsGateway=https://');
    expect(() => settings({ smsGateway: 'https://sms.test' })).toThrow('sms=sns: smsGateway and smsTemplates');
    expect(() => settings({ sms: 'none', smsTemplates: 'notice:SMS_1' })).toThrow('sms=none: smsGateway');
  });
});
