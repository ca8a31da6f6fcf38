import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

/** The key that signs evidence and checkpoints. Its secret half never leaves the service; it outlives the stack. */
export class SigningKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Signs evidence and daily checkpoints of Gridlight',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Tells the public half, and signs nothing. */
  toShow(): Use {
    const show = new PolicyStatement({ actions: ['kms:GetPublicKey'], resources: [this.#key.keyArn] });
    return { environment: this.#environment(), rights: [show] };
  }

  /** Signs, and tells the public half to verify with. */
  toSign(): Use {
    const actions = ['kms:Sign', 'kms:GetPublicKey'];
    return {
      environment: this.#environment(),
      rights: [new PolicyStatement({ actions, resources: [this.#key.keyArn] })],
    };
  }

  #environment(): Record<string, string> {
    return { SIGNING_KEY_ID: this.#key.keyId };
  }
}
