import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Settings, Sms } from './settings.ts';
import type { Use } from './use.ts';

/** The gateway that SMS go out by, and the key that both sides sign with. The key is generated, and outlives the stack. */
export class SmsGateway extends Construct {
  readonly #key: Secret;
  readonly #gateway: NonNullable<Settings['gateway']>;

  constructor(scope: Construct, id: string, gateway: NonNullable<Settings['gateway']>) {
    super(scope, id);
    this.#gateway = gateway;
    this.#key = new Secret(this, 'Key', {
      description: 'Signs what goes to the SMS gateway of Gridlight, and what comes from it',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** For whoever sets the gateway up with it. */
  get keyArn(): string {
    return this.#key.secretArn;
  }

  /** Sends by it, and verifies what it says. */
  toSend(): Use {
    const { url, templates } = this.#gateway;
    const { environment, rights } = this.toVerify();
    const own = {
      SMS: 'gateway',
      SMS_GATEWAY: url,
      ...(templates.length > 0 && { SMS_TEMPLATES: templates.join(',') }),
    };
    return { environment: { ...environment, ...own }, ...(rights && { rights }) };
  }

  /** Verifies what it says. */
  toVerify(): Use {
    const read = new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.#key.secretArn],
    });
    return { environment: { SMS_SECRET: this.#key.secretArn }, rights: [read] };
  }
}

/** To send SMS by what the settings say: by SNS to telephones, and to no topic. */
export function toSend(sms: Sms, gateway?: SmsGateway): Use {
  if (gateway) return gateway.toSend();
  const publish = () =>
    new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });
  return { environment: { SMS: sms }, rights: sms === 'sns' ? [publish()] : [] };
}
