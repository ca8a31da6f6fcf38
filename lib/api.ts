import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { Handler } from './handler.ts';
import type { HttpFunction } from './routes.ts';

export interface ApiProps {
  bundles: Bundles;
  functions: HttpFunction[];
  issuer: string;
  audience: string;
}

/** Requests a second, over all callers; and at once. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };
/** For what anybody may call without a token. */
const OPEN_THROTTLE = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };

/**
 * What the access log keeps: which route, how it went, how long it took. No address, agent, path or query of the caller;
 * `request` leads to the log of the function.
 */
const LOGGED = {
  request: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  authorizer: '$context.authorizer.error',
  integration: '$context.integrationErrorMessage',
};

/** The HTTP API. Every route wants a token of the issuer, except those that are open. */
export class Api extends Construct {
  readonly http: apigateway.HttpApi;

  constructor(scope: Construct, id: string, { bundles, functions, issuer, audience }: ApiProps) {
    super(scope, id);
    this.http = new apigateway.HttpApi(this, 'Http', { createDefaultStage: false });
    this.#addStage(functions);

    const token = new HttpJwtAuthorizer('Token', issuer, { jwtAudience: [audience] });
    const nobody = new apigateway.HttpNoneAuthorizer();
    for (const { name, routes, open, uses } of functions) {
      const handler = new Handler(this, name, {
        bundles,
        file: `http/${name}`,
        timeout: Duration.seconds(10),
        memory: 512,
        uses,
      });
      const integration = new HttpLambdaIntegration(name, handler.function);
      for (const route of routes) {
        new apigateway.HttpRoute(this, route.replaceAll('/', ' '), {
          httpApi: this.http,
          routeKey: routeKey(route),
          integration,
          authorizer: open ? nobody : token,
        });
      }
    }
  }

  #addStage(functions: readonly HttpFunction[]): void {
    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.http,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    const open = functions.filter((each) => each.open).flatMap(({ routes }) => routes);
    const resource = stage.node.defaultChild;
    if (!(resource instanceof apigateway.CfnStage)) throw new Error('the stage has no resource');
    resource.routeSettings = Object.fromEntries(open.map((route) => [route, OPEN_THROTTLE]));
  }
}

function routeKey(route: string): apigateway.HttpRouteKey {
  const [method = '', path = ''] = route.split(' ');
  const known = Object.values(apigateway.HttpMethod).find((each) => each === method);
  if (!known) throw new Error(`${route}: ${method} is no method of HTTP`);
  return apigateway.HttpRouteKey.with(path, known);
}
