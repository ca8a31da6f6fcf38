import type { EventRule } from './events.ts';
import type { Endpoints } from './local-routes.ts';
import type { OnCall } from './observer.ts';
import type { MachineToCreate } from './states/states.ts';
import type { Cloud as CloudSpec } from './template.ts';

/** Variables that every function finds: where the embedded services are, as unmodified SDK clients look them up. */
export function environmentOf(endpoints: Endpoints): Record<string, string> {
  return {
    AWS_REGION: endpoints.region,
    AWS_DEFAULT_REGION: endpoints.region,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_KMS: endpoints.kms,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
    AWS_ENDPOINT_URL_SFN: endpoints.stepfunctions,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
  };
}

/** What stands here for places outside of the cloud, by the variables that name them. */
export const placesOf = ({ smsGateway }: Endpoints): Record<string, string> => ({ SMS_GATEWAY: smsGateway });

/** The secret that functions share with a gateway for SMS, if the template has one to send by. */
export function smsSecretOf({ functions }: CloudSpec): string | undefined {
  const sending = functions.find(({ Environment: { Variables } }) => 'SMS_GATEWAY' in Variables);
  return sending?.Environment.Variables.SMS_SECRET;
}

/** The issuer that the template's authorizers name, for which the local one stands. */
export function issuerOf(spec: CloudSpec, url: string): { issuer: string; audience: string[] } {
  const rules = spec.routes.flatMap(({ authorizer }) => authorizer ?? []);
  const issuers = [...new Set(rules.map(({ Issuer }) => Issuer))];
  if (issuers.length > 1)
    throw new Error(`the template names several token issuers (${issuers.join(', ')}); the local one stands for one`);
  return { issuer: issuers[0] ?? url, audience: [...new Set(rules.flatMap(({ Audience }) => Audience))] };
}

/** Machines, published where the template has a version of them, then the aliases on those versions. */
export function machinesOf({ machines, machineVersions, machineAliases }: CloudSpec): MachineToCreate[] {
  const versioned = new Map(machineVersions.map(({ arn, StateMachineArn }) => [arn, StateMachineArn]));
  const published = new Set(versioned.values());
  return [
    ...machines.map(({ arn, name, definition }) => ({ arn, name, definition, publish: published.has(arn) })),
    ...machineAliases.map(({ arn, aliasOf }) => ({ arn, newestOf: versioned.get(aliasOf) ?? aliasOf })),
  ];
}

/** The rules, each with how often its function is called again. Throws where a rule waits for a bucket that tells of nothing. */
export function rulesOf({ rules, invokeConfigs, functions, buckets }: CloudSpec): EventRule[] {
  const telling = buckets.filter(
    ({ NotificationConfiguration: own }) => own?.EventBridgeConfiguration.EventBridgeEnabled,
  );
  return rules.map((rule) => {
    const silent = rule.EventPattern.detail.bucket.name.find((name) => !telling.some((bucket) => bucket.name === name));
    if (silent !== undefined) throw new Error(`${rule.name} waits for ${silent}, which does not tell EventBridge`);
    const [{ Arn, DeadLetterConfig }] = rule.Targets;
    const called = functions.find(({ arn }) => arn === Arn);
    if (!called) throw new Error(`${rule.name} calls ${Arn}, which is no function of the template`);
    const config = invokeConfigs.find(({ FunctionName }) => FunctionName === called.name);
    const destination = config?.DestinationConfig?.OnFailure?.Destination ?? DeadLetterConfig?.Arn;
    return { ...rule, retries: config?.MaximumRetryAttempts ?? 2, destination };
  });
}

/** What the template asks for and the embedded tables leave out. */
export function notesOf(spec: CloudSpec): string[] {
  return spec.tables
    .filter(({ TimeToLiveSpecification }) => TimeToLiveSpecification?.Enabled)
    .map(({ name }) => `items of ${name} do not expire on this machine (time to live is not run)`);
}

/** Reports that a machine calls a function, as done by the role of every machine that names it. */
export function reportMachineCall(spec: CloudSpec, functionArn: string, onCall: OnCall): void {
  for (const { roleArn } of spec.machines.filter(({ definition }) => definition.includes(functionArn))) {
    onCall({ service: 'lambda', action: 'InvokeFunction', resource: functionArn, principal: roleArn });
  }
}
