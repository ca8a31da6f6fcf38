import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { anApp } from './a-stack.ts';

describe('cdk-nag', () => {
  it.each([
    ['as it is', {}],
    ['with a gateway for SMS', { sms: 'gateway', smsGateway: 'https://sms.test' }],
  ])('finds nothing that is not acknowledged with its reason, %s', (_, context) => {
    const { app } = anApp(context);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });

  it('would stop the synthesis if it did', () => {
    const { app, stack } = anApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    stack.node.findChild('Consumers').node.findChild('Failures').node.tryRemoveChild('Policy');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });
});
