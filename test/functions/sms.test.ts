import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { noSms, snsSms } from '../../functions/shell/sms.ts';

const client = new SNSClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const sns = mockClient(client);
beforeEach(() => sns.reset());

const message = {
  phone: '+8610000000001',
  id: '7',
  template: 'bundle' as const,
  parameters: { counts: '红灯3件' },
};
const fault = (name: string, message = name) => Object.assign(new Error(message), { name });

test('a message goes out as transactional, with the number it got', async () => {
  sns.on(PublishCommand).resolves({ MessageId: 'm-1' });
  expect(await snsSms(client).send(message)).toEqual({ outcome: 'sent', reference: 'm-1' });
  expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toMatchObject({
    PhoneNumber: '+8610000000001',
    Message: '【网格灯】红灯3件 请登录查看',
    MessageAttributes: { 'AWS.SNS.SMS.SMSType': { StringValue: 'Transactional' } },
  });
});

test.each([
  ['throttled', fault('ThrottlingException', 'Rate exceeded'), 'failed'],
  [
    'refused number',
    fault('InvalidParameterException', 'Invalid parameter: PhoneNumber Reason: +8610000000001 is not valid'),
    'failed',
  ],
  ['opted out', fault('OptedOutException'), 'failed'],
  ['timed out', fault('TimeoutError', 'Connection timed out after 5000 ms'), 'unknown'],
  ['cut off', fault('Error', 'read ECONNRESET'), 'unknown'],
])('%s: an outcome, never a fault', async (_, error, outcome) => {
  sns.on(PublishCommand).rejects(error);
  expect(await snsSms(client).send(message)).toEqual({ outcome, reference: error.name });
});

test('without a transport every attempt stands as failed, with the reason', async () => {
  expect(await noSms.send(message)).toMatchObject({
    outcome: 'failed',
    reference: expect.stringContaining('no SMS'),
  });
});
