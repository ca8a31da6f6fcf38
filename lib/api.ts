import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { FilterPattern, LogGroup, type MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { counted } from './counted.ts';
import { Handler } from './handler.ts';
import type { HttpFunction, Throttle } from './routes.ts';

export interface ApiProps {
  bundles: Bundles;
  functions: HttpFunction[];
  issuer: string;
  audience: string;
  /** Whose pages may call it, as browsers ask; `*` for any. No cookie says who calls, so being let in shows nobody's own. */
  origins: readonly string[];
}

/** Requests a second over all callers, and at once. */
const THROTTLE = { throttlingRateLimit: 200, throttlingBurstLimit: 400 };

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
  turnedAway: '$context.error.responseType',
  authorizer: '$context.authorizer.error',
  integration: '$context.integrationErrorMessage',
};

const SHORT = { timeout: Duration.seconds(10), memory: 512 };
/** A whole core, for as long as the gateway waits: some write a thousand cases. */
const LONG = { timeout: Duration.seconds(29), memory: 1769 };

/** The HTTP API. Every route wants a token of the issuer, except those that are open. */
export class Api extends Construct {
  readonly http: apigateway.HttpApi;
  /** Counts in the access log what residents reported, and what was turned away for coming too often. */
  readonly reports: MetricFilter;
  readonly turnedAway: MetricFilter;
  /** Of each function, by its name. */
  readonly logGroups = new Map<string, LogGroup>();

  constructor(scope: Construct, id: string, { bundles, functions, issuer, audience, origins }: ApiProps) {
    super(scope, id);
    this.http = new apigateway.HttpApi(this, 'Http', {
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...origins],
        allowHeaders: ['authorization', 'content-type', 'x-receipt', 'x-device', 'x-proof'],
        allowMethods: [apigateway.CorsHttpMethod.GET, apigateway.CorsHttpMethod.POST, apigateway.CorsHttpMethod.PUT],
        exposeHeaders: ['location', 'retry-after', 'link'],
        maxAge: Duration.days(1),
      },
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = this.#stage(accessLog, functions);
    const { stringValue, all, any } = FilterPattern;
    const isReport = any(
      stringValue('$.route', '=', 'POST /public/reports'),
      stringValue('$.route', '=', 'POST /open311/v2/requests.*'),
    );
    this.reports = counted(this, 'Reports', accessLog, all(isReport, stringValue('$.status', '=', '201')));
    this.turnedAway = counted(this, 'TurnedAway', accessLog, stringValue('$.turnedAway', '=', 'THROTTLED'));

    const token = new HttpJwtAuthorizer('Token', issuer, { jwtAudience: [audience] });
    const nobody = new apigateway.HttpNoneAuthorizer();
    for (const { name, routes, open, uses, isLong } of functions) {
      const room = isLong ? LONG : SHORT;
      const handler = new Handler(this, name, { bundles, file: `http/${name}`, ...room, uses });
      this.logGroups.set(name, handler.logGroup);
      const integration = new HttpLambdaIntegration(name, handler.function);
      for (const route of routes) {
        const resource = new apigateway.HttpRoute(this, route.replaceAll('/', ' '), {
          httpApi: this.http,
          routeKey: routeKey(route),
          integration,
          authorizer: open ? nobody : token,
        });
        // A stage with settings for a route can only be made after it.
        if (open) stage.node.addDependency(resource);
      }
    }
  }

  #stage(logGroup: LogGroup, functions: readonly HttpFunction[]): apigateway.CfnStage {
    const settings = functions.flatMap(({ routes, open }) =>
      open ? routes.map((route) => [route, asSetting(open)]) : [],
    );
    return new apigateway.CfnStage(this, 'Stage', {
      apiId: this.http.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logGroup.logGroupArn, format: JSON.stringify(LOGGED) },
      defaultRouteSettings: THROTTLE,
      routeSettings: Object.fromEntries(settings),
    });
  }
}

/** As CloudFormation spells it: it checks nothing here. */
const asSetting = ({ rate, burst }: Throttle) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });

function routeKey(route: string): apigateway.HttpRouteKey {
  const [method = '', path = ''] = route.split(' ');
  const known = Object.values(apigateway.HttpMethod).find((each) => each === method);
  if (!known) throw new Error(`${route}: ${method} is no method of HTTP`);
  return apigateway.HttpRouteKey.with(path, known);
}
