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
      missing: ['issuer', 'audience'],
    });
  });

  it('are complete with issuer and audience', () => {
    const given = {
      issuer: 'https://id.test',
      audience: 'a',
      administrators: 'one, two',
      alarmEmail: 'on-call@id.test',
    };
    expect(settings(given)).toMatchObject({
      ...given,
      administrators: ['one', 'two'],
      missing: [],
      warnings: [],
    });
  });

  it.each([
    ['district', 'Sha Wan'],
    ['issuer', 'http://id.test'],
    ['audience', ''],
    ['sms', 'pigeon'],
    ['alarmEmail', 'nobody'],
    ['region', 'mars'],
  ])('refuse %s=%s, naming it', (name, value) => {
    expect(() => settings({ [name]: value })).toThrow(`-c ${name}=${value}: `);
  });

  it('name every fault at once', () => {
    expect(() => settings({ sms: 'pigeon', alarmEmail: 'nobody' })).toThrow(/-c sms=.*\n-c alarmEmail=/);
  });

  it('send no SMS in the regions of China, where SNS has none', () => {
    expect(settings({ region: 'cn-north-1' }).sms).toBe('none');
    expect(settings({ region: 'cn-north-1' }).warnings).toContainEqual(expect.stringContaining('no SMS is sent'));
    expect(settings({ region: 'eu-central-1' }).sms).toBe('sns');
    expect(() => settings({ region: 'cn-northwest-1', sms: 'sns' })).toThrow('set -c sms=none');
  });
});
