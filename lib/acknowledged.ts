import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { OPEN311_FILED, OPEN311_READ } from './open311.ts';
import type { Settings } from './settings.ts';

type Acknowledging = Pick<Settings, 'site' | 'gateway' | 'district'>;

interface Finding {
  /** Paths below the stack of what it was found on. */
  at: readonly string[];
  id: string;
  reason: string;
}

const inApi = (routes: readonly string[]): string[] => routes.map((route) => `Api/${route.replaceAll('/', ' ')}`);

/** Findings of cdk-nag that stay; `<district>` stands for the one of the stack. */
const ACKNOWLEDGED: readonly Finding[] = [
  {
    at: ['Api/GET  health'],
    id: 'AwsSolutions-APIG4',
    reason: 'Health is asked by monitors without an account, and tells nothing but whether a directory is loaded',
  },
  {
    at: ['Api/GET  openapi.json'],
    id: 'AwsSolutions-APIG4',
    reason: 'The description of the API is public',
  },
  {
    at: ['Api/GET  evidence key'],
    id: 'AwsSolutions-APIG4',
    reason: 'Whoever is handed a bundle verifies it with this public key, with an account or without',
  },
  {
    at: ['Api/GET  public form', 'Api/GET  public challenge', 'Api/POST  public reports', 'Api/POST  public similar'],
    id: 'AwsSolutions-APIG4',
    reason: 'Residents report a matter without an account; the stage throttles them',
  },
  {
    at: [
      'Api/GET  public reports {id}',
      'Api/POST  public reports {id} commands',
      'Api/POST  public reports {id} photos',
      'Api/GET  public reports {id} photos',
    ],
    id: 'AwsSolutions-APIG4',
    reason: 'Residents follow a report by its receipt, 128 bits that their device made, which the function asks for',
  },
  {
    at: inApi(['GET /public/cases', 'GET /public/cases/{id}', 'GET /public/satisfaction']),
    id: 'AwsSolutions-APIG4',
    reason: 'Everybody may read what was published, late matters included; nobody in it is named',
  },
  {
    at: inApi(OPEN311_READ),
    id: 'AwsSolutions-APIG4',
    reason: 'GeoReport v2 is read without a key; it shows what everybody may know of a matter, and nobody in it',
  },
  {
    at: inApi(OPEN311_FILED),
    id: 'AwsSolutions-APIG4',
    reason:
      'Whoever files over GeoReport v2 has a key, where the owner hands out keys, or is a resident like any other',
  },
  {
    at: ['Api/GET  a {secret}', 'Api/POST  a {secret}'],
    id: 'AwsSolutions-APIG4',
    reason: 'Whoever was told by SMS acknowledges it by the secret of its link, 96 bits, once, for two hours',
  },
  {
    at: inApi(['GET /u/{secret}', 'POST /u/{secret}']),
    id: 'AwsSolutions-APIG4',
    reason: 'Whoever is told of a report by SMS says by the secret of its link that this is enough',
  },
  {
    at: ['CaseMachine/Machine', 'Reviews/Machine/Machine'],
    id: 'AwsSolutions-SF1',
    reason: 'Standard executions keep their history themselves; what happened to a case or review stands on it',
  },
  {
    at: ['CaseMachine/Machine', 'Reviews/Machine/Machine'],
    id: 'AwsSolutions-SF2',
    reason: 'A wait of days makes no trace; the tracer would cost every function 76 ms at load',
  },
  {
    at: ['Consumers/Failures', 'Lines/Failures', 'Reviews/Consumers/Failures', 'PhotoChecks/Failures'],
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself where streams and events put what failed; nothing receives from it by program',
  },
  {
    at: ['Vault/Bucket'],
    id: 'AwsSolutions-S1',
    reason:
      'Nothing in it can be altered, and only functions read it; who else did is told by the trail of the account',
  },
  {
    at: ['Photos/Bucket'],
    id: 'AwsSolutions-S1',
    reason:
      'Nobody reaches it but by URLs that functions sign for minutes, case by case; the trail of the account has the rest',
  },
  {
    at: [
      'Api/photo-upload/Role',
      'Api/public-photo-upload/Role',
      'PhotoChecks/check-photo/Role',
      'Lines/anonymise/Role',
    ],
    id: 'AwsSolutions-IAM5[Resource::<PhotosBucket4131342A.Arn>/unchecked/<district>/*]',
    reason: 'Takes and looks at photos, whose keys are made of cases and digests, below the own district alone',
  },
  {
    at: ['Api/list-photos/Role', 'Api/public-list-photos/Role', 'PhotoChecks/check-photo/Role', 'Lines/anonymise/Role'],
    id: 'AwsSolutions-IAM5[Resource::<PhotosBucket4131342A.Arn>/checked/<district>/*]',
    reason: 'Shows what came of photos, whose keys are made of cases and digests, below the own district alone',
  },
  {
    at: ['Schedules/checkpoint/Role'],
    id: 'AwsSolutions-IAM5[Resource::<VaultBucket0925C477.Arn>/checkpoints/*]',
    reason: 'Puts and reads checkpoints, whose keys are made of districts and days',
  },
  {
    at: ['Schedules/reconcile/Role'],
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<CaseMachine127C2B31.Name>:*]',
    reason: 'Describes the executions of this one machine, whose names are made of the ids of cases',
  },
  {
    at: ['Reviews/reconcile-reviews/Role'],
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<ReviewsMachineDAA35534.Name>:*]',
    reason: 'Describes the executions of this one machine, whose names are made of the ids of reviews',
  },
  {
    at: ['Api/open-review/Role', 'Api/command-review/Role', 'Api/review-evidence/Role'],
    id: 'AwsSolutions-IAM5[Resource::<VaultBucket0925C477.Arn>/evidence/*]',
    reason: 'Puts and reads bundles, whose keys are the digests of what is in them',
  },
];

/** The same where the stack ships the pages. */
const OF_THE_SITE: readonly Finding[] = [
  {
    at: ['Site/Bucket'],
    id: 'AwsSolutions-S1',
    reason: 'Holds what everybody may read, and only CloudFront reads it',
  },
  {
    at: ['Site/Distribution'],
    id: 'AwsSolutions-CFR1',
    reason: 'Residents and officers abroad are to see the pages too',
  },
  {
    at: ['Site/Distribution'],
    id: 'AwsSolutions-CFR2',
    reason: 'Files alone, without an origin that a request could do something to; the API has throttles of its own',
  },
  {
    at: ['Site/Distribution'],
    id: 'AwsSolutions-CFR3',
    reason: 'A log would keep the addresses of residents who report something, which nothing here keeps',
  },
  {
    at: ['Site/Distribution'],
    id: 'AwsSolutions-CFR4',
    reason: 'The name that CloudFront gives has its own rules; with -c certificate=… it is TLS 1.2 and newer',
  },
  {
    at: ['Site/Files/Role'],
    id: 'AwsSolutions-IAM5[Resource::<SiteBucket978D4AEB.Arn>/*]',
    reason: 'Puts and removes the files of the pages, of which there is nothing else in this bucket',
  },
  {
    at: ['Site/Files/Role'],
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    reason: 'Reads the built pages, whose keys change with every deployment, from the assets of the CDK',
  },
  {
    at: ['Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C'],
    id: 'AwsSolutions-L1',
    reason: 'Its runtime comes with the CDK; it runs at deployments only',
  },
];

/** The same where SMS go by a gateway. */
const OF_THE_GATEWAY: readonly Finding[] = [
  {
    at: ['Api/POST  sms receipts', 'Api/POST  sms replies'],
    id: 'AwsSolutions-APIG4',
    reason: 'The gateway signs what it calls with the key that both sides hold, which the function asks for',
  },
  {
    at: ['SmsGateway/Key'],
    id: 'AwsSolutions-SMG4',
    reason: 'The gateway holds the same key: it is changed on both sides by hand, as the runbook says',
  },
];

/** Records what is acknowledged, with its reason. Throws when a path leads nowhere. */
export function acknowledge(stack: IConstruct, { site, gateway, district }: Acknowledging): void {
  const findings = [...ACKNOWLEDGED, ...(site ? OF_THE_SITE : []), ...(gateway ? OF_THE_GATEWAY : [])];
  for (const { at, id, reason } of findings) {
    for (const path of at) {
      const found = path.split('/').reduce((node, name) => node.node.findChild(name), stack);
      Validations.of(found).acknowledge({ id: id.replace('<district>', district), reason });
    }
  }
}
