import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { type Assembly, readAssembly } from './assembly.ts';
import { InvokeConfig, Rule } from './event-rules.ts';
import { createResolver } from './intrinsics.ts';
import * as properties from './properties.ts';
import { active, arnOf, type Place, passive, regionalDomainOf } from './resources.ts';
import { readDeployments, readSite } from './site-spec.ts';

/** What the embedded cloud runs of one stack, resolved: names and ARNs are the same at every start. */
export type Cloud = ReturnType<typeof readTemplate>;
export type TableSpec = Cloud['tables'][number];
export type FunctionSpec = Cloud['functions'][number];
export type MappingSpec = Cloud['mappings'][number];
export type RouteSpec = Cloud['routes'][number];
export type SecretSpec = Cloud['secrets'][number];
export type ScheduleSpec = Cloud['schedules'][number];
export type CorsSpec = properties.Cors;

/**
 * Reads the stack in the cloud assembly `dir`. Throws, naming resource and type, at the first resource whose behaviour the
 * embedded cloud does not have.
 */
export function readTemplate(dir: string, where: Omit<Place, 'stackName'>) {
  const assembly = readAssembly(dir);
  const { stackName } = assembly;
  const place: Place = { ...where, stackName };
  const resources = createNames(assembly, place);
  const of = <T extends z.core.$ZodType<object>>(
    type: string,
    schema: T,
    except: (logicalId: string) => boolean = never,
  ) =>
    resources
      .list(type)
      .filter((logicalId) => !except(logicalId))
      .map((logicalId) => ({
        logicalId,
        arn: resources.arn(logicalId),
        name: resources.nameOf(logicalId),
        ...parse(schema, resources.properties(logicalId), `${logicalId} (${type})`),
      }));
  const authorizers = new Map(
    of('AWS::ApiGatewayV2::Authorizer', properties.Authorizer).map((one) => [one.logicalId, one]),
  );
  const integrations = new Map(
    of('AWS::ApiGatewayV2::Integration', properties.Integration).map((one) => [one.logicalId, one]),
  );
  const find = <T>(map: Map<string, T>, target: string) => {
    const found = map.get(target.slice(target.lastIndexOf('/') + 1));
    if (!found) throw new Error(`the template has no ${target}`);
    return found;
  };

  const deployments = readDeployments(of);
  const providers = new Set(deployments.map(({ ServiceToken }) => ServiceToken));
  const deployedTo = new Set(deployments.map(({ DestinationBucketName }) => DestinationBucketName));

  return {
    stackName,
    outputs: resources.outputs(),
    tables: [...of('AWS::DynamoDB::Table', properties.Table), ...of('AWS::DynamoDB::GlobalTable', properties.Table)],
    functions: of('AWS::Lambda::Function', properties.LambdaFunction, (id) => providers.has(resources.arn(id))).map(
      ({ Code, ...rest }) => ({
        ...rest,
        directory: assembly.asset(Code.S3Key),
      }),
    ),
    mappings: of('AWS::Lambda::EventSourceMapping', properties.Mapping).map(({ FunctionName, ...rest }) => ({
      ...rest,
      functionArn: FunctionName.startsWith('arn:') ? FunctionName : arnOf(place, 'lambda', `function:${FunctionName}`),
    })),
    machines: of('AWS::StepFunctions::StateMachine', properties.Machine).map((machine) => ({
      arn: machine.arn,
      name: machine.name,
      roleArn: machine.RoleArn,
      definition: machine.DefinitionString ?? definitionFile(assembly, machine, resources.resolve),
    })),
    machineVersions: of('AWS::StepFunctions::StateMachineVersion', properties.MachineVersion),
    machineAliases: of('AWS::StepFunctions::StateMachineAlias', properties.MachineAlias).map((alias) => ({
      arn: alias.arn,
      name: alias.name,
      aliasOf: properties.aliasTarget(alias),
    })),
    routes: of('AWS::ApiGatewayV2::Route', properties.Route).map(({ RouteKey, Target, AuthorizerId, ...rest }) => ({
      routeKey: RouteKey,
      functionArn: functionArn(find(integrations, Target).IntegrationUri),
      scopes: rest.AuthorizationScopes ?? [],
      authorizer: AuthorizerId === undefined ? undefined : find(authorizers, AuthorizerId).JwtConfiguration,
    })),
    apis: of('AWS::ApiGatewayV2::Api', properties.Api),
    schedules: of('AWS::Scheduler::Schedule', properties.Schedule),
    rules: of('AWS::Events::Rule', Rule),
    invokeConfigs: of('AWS::Lambda::EventInvokeConfig', InvokeConfig),
    buckets: of('AWS::S3::Bucket', properties.Bucket, (id) => deployedTo.has(resources.nameOf(id))),
    site: readSite(of, deployments, assembly, (bucket) => regionalDomainOf(bucket, place)),
    keys: of('AWS::KMS::Key', properties.SigningKey),
    secrets: of('AWS::SecretsManager::Secret', properties.Secret),
    topics: of('AWS::SNS::Topic', properties.Topic),
    queues: of('AWS::SQS::Queue', properties.Queue),
  };
}

function createNames({ template, stackName }: Assembly, place: Place) {
  const kinds: typeof active = { ...passive, ...active };
  const { resolve, holds } = createResolver(template, {
    pseudo: {
      'AWS::Partition': 'aws',
      'AWS::Region': place.region,
      'AWS::AccountId': place.account,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stackName}/local`,
    },
    ref(logicalId) {
      const { ref } = kindOf(logicalId);
      if (ref === 'arn') return arn(logicalId);
      return ref ? ref(named(logicalId), place) : nameOf(logicalId);
    },
    attribute(logicalId, name) {
      const own = kindOf(logicalId).attributes?.[name];
      if (own) return own(named(logicalId), place);
      if (name === 'Arn') return arn(logicalId);
      throw new Error(
        `${logicalId} (${resource(logicalId).Type}): the embedded cloud does not know its attribute ${name}`,
      );
    },
  });

  function resource(logicalId: string) {
    const found = template.Resources[logicalId];
    if (!found) throw new Error(`the template refers to ${logicalId}, which it does not hold`);
    return found;
  }
  function kindOf(logicalId: string) {
    const { Type } = resource(logicalId);
    const kind = kinds[Type];
    if (!kind) throw new Error(`${logicalId} is of type ${Type}, which the embedded cloud does not run`);
    return kind;
  }
  const properties = (logicalId: string) => resolve(resource(logicalId).Properties);
  function nameOf(logicalId: string): string {
    const { nameProperty } = kindOf(logicalId);
    const own = nameProperty && resolve(resource(logicalId).Properties[nameProperty]);
    return typeof own === 'string' ? own : `${stackName}-${logicalId}`;
  }
  const named = (logicalId: string) => ({
    logicalId,
    name: nameOf(logicalId),
    properties: () => properties(logicalId),
  });
  const arn = (logicalId: string) => kindOf(logicalId).arn?.(named(logicalId), place) ?? logicalId;

  const present = Object.keys(template.Resources).filter((logicalId) => {
    const { Condition } = resource(logicalId);
    return Condition === undefined || holds(Condition);
  });
  present.forEach(kindOf);
  return {
    resolve,
    properties,
    nameOf,
    arn,
    outputs: (): Record<string, string> =>
      Object.fromEntries(
        Object.entries(template.Outputs)
          .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
          .map(([name, { Value }]) => [name, String(resolve(Value))]),
      ),
    list: (type: string) => present.filter((logicalId) => resource(logicalId).Type === type),
  };
}

function definitionFile(assembly: Assembly, machine: properties.Machine, resolve: (value: unknown) => unknown): string {
  const key = machine.DefinitionS3Location?.Key;
  if (!key) throw new Error('a state machine has neither DefinitionString nor DefinitionS3Location');
  const substitutions = z.record(z.string(), z.unknown()).parse(resolve(machine.DefinitionSubstitutions ?? {}));
  return readFileSync(assembly.asset(key), 'utf8').replace(/\$\{([^}]+)\}/g, (whole, name: string) =>
    name in substitutions ? String(substitutions[name]) : whole,
  );
}

const never = (): boolean => false;

/** An integration may name the function or the invoke path of API Gateway around it. */
function functionArn(uri: string): string {
  return uri.match(/functions\/(arn:.+)\/invocations$/)?.[1] ?? uri;
}

function parse<T extends z.core.$ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = z.safeParse(schema, value);
  if (!result.success)
    throw new Error(`${what} is not something the embedded cloud can run: ${z.prettifyError(result.error)}`);
  return result.data;
}
