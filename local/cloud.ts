import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAuthorizer } from './authorizer.ts';
import { type Clock, createClock } from './clock.ts';
import {
  environmentOf,
  issuerOf,
  machinesOf,
  notesOf,
  placesOf,
  reportMachineCall,
  rulesOf,
  smsSecretOf,
} from './cloud-spec.ts';
import { createEvents } from './events.ts';
import { createFailures } from './failures.ts';
import type { Result } from './function-thread.ts';
import { createFunctions } from './functions.ts';
import { createGateway, sendJson } from './gateway.ts';
import { createIssuer, type Persona } from './issuer.ts';
import { createKms } from './kms.ts';
import { createLocalRoutes, type Endpoints } from './local-routes.ts';
import { lockData } from './lock.ts';
import { type OnCall, observeStates } from './observer.ts';
import { createS3 } from './s3.ts';
import { startScheduler } from './scheduler.ts';
import { createSecrets } from './secrets.ts';
import { closeServer, fail, listen } from './server.ts';
import { createSite } from './site.ts';
import { createSms, type Sms } from './sms.ts';
import { createSmsGateway, type SmsText } from './sms-gateway.ts';
import { createStates } from './states/states.ts';
import { createStreamFeed, type StreamRecord } from './stream-feed.ts';
import { startTables } from './tables.ts';
import { readTemplate } from './template.ts';

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

const region = 'local-1';
const account = '000000000000';

/**
 * Starts a synthesized stack on this machine: HTTP API, functions, tables with their streams, state machines, schedules,
 * SNS, buckets and what they tell, keys and secrets, all on 127.0.0.1, with data in `data`. It carries on from what an earlier run left there, however that ended.
 * Throws before anything runs if the data is in use, the port is taken, or the template holds what cannot be run here.
 */
export async function startCloud(options: {
  /** Directory of the cloud assembly, or what makes it once the data directory is ours. */
  assembly: string | (() => string | Promise<string>);
  data: string;
  /** 0 for any free port. */
  port: number;
  /** Engine time; without it a clock of its own with `speed`, kept in the data directory. */
  clock?: Clock;
  speed?: number;
  personas: readonly Persona[];
  /** Variables for every function besides its own, which come on top. */
  environment?: Readonly<Record<string, string>>;
  onSms?: (sms: Sms) => void;
  /** What is registered with the gateway for SMS; without it every template is, and shows its parameters. */
  smsText?: SmsText;
  onError?: (text: string) => void;
  onCall?: OnCall;
  /** Sees what the streams hand out, in the order of the writes, once for each mapping that gets it. */
  onRecord?: (record: StreamRecord) => void;
}) {
  const { assembly, data, port, speed = 1, personas, environment, onSms, smsText, onError, onCall, onRecord } = options;
  const undo: (() => unknown)[] = [];
  const closeAll = async () => {
    for (const close of undo.splice(0).reverse()) await close();
  };
  try {
    undo.push(lockData(data));
    let handle: RequestListener = (_, response) => sendJson(response, 503, { message: 'Starting' });
    const server = await listen(port, (request, response) => handle(request, response));
    undo.push(() => closeServer(server));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const directory = typeof assembly === 'string' ? assembly : await assembly();
    const spec = readTemplate(directory, { region, account, url });

    const clock = options.clock ?? createClock({ speed, file: join(data, 'clock.json') });
    if (!options.clock) undo.push(() => clock.close());
    const failures = createFailures(join(data, 'failures.jsonl'), clock);
    const sms = createSms({
      file: join(data, 'sms.jsonl'),
      clock,
      topics: new Set(spec.topics.map(({ arn }) => arn)),
      onSms,
      onCall,
    });
    undo.push(() => sms.close());

    const events = createEvents({
      rules: rulesOf(spec),
      invoke: (functionArn, payload) => functions.invoke(functionArn, payload),
      directory: join(data, 'events'),
      clock,
      place: { region, account },
      onFailure: failures.add,
    });
    const s3 = createS3({
      directory: join(data, 'buckets'),
      buckets: spec.buckets,
      now: () => clock.now(),
      events,
      onCall,
    });
    const kms = createKms({ directory: join(data, 'keys'), keys: spec.keys, onCall });

    const secrets = createSecrets({ directory: join(data, 'secrets'), secrets: spec.secrets, onCall });

    const feed = createStreamFeed({
      mappings: spec.mappings.filter(({ Enabled }) => Enabled),
      invoke: (functionArn, payload) => functions.invoke(functionArn, payload),
      onFailure: failures.add,
    });
    mkdirSync(join(data, 'tables'), { recursive: true });
    const tables = await startTables({
      path: join(data, 'tables'),
      region,
      account,
      tables: spec.tables,
      mappings: spec.mappings,
      onRecord(mappingId, record) {
        onRecord?.(record);
        feed.add(mappingId, record);
      },
      onCall,
    });
    undo.push(() => tables.close());

    const endpoints: Endpoints = {
      dynamodb: tables.endpoint,
      kms: `${url}/local/kms`,
      s3: `${url}/local/s3`,
      stepfunctions: `${url}/local/stepfunctions`,
      secretsmanager: `${url}/local/secretsmanager`,
      sns: `${url}/local/sns`,
      smsGateway: `${url}/local/sms-gateway`,
      issuer: `${url}/local`,
      region,
    };
    const functions = createFunctions({
      functions: spec.functions,
      clock,
      logs: join(data, 'logs'),
      environment: { ...environmentOf(endpoints), ...environment },
      places: placesOf(endpoints),
      ...(onError ? { onError } : {}),
    });
    undo.push(() => functions.close());
    undo.push(() => feed.close());
    undo.push(() => events.close());

    const states = createStates({
      clock,
      journal: join(data, 'executions.jsonl'),
      region,
      account,
      invoke(functionArn: string, payload: unknown): Promise<Result> {
        if (onCall) reportMachineCall(spec, functionArn, onCall);
        return functions.invoke(functionArn, JSON.stringify(payload));
      },
    });
    for (const machine of machinesOf(spec)) states.createMachine(machine);
    const issuer = await createIssuer({
      keyFile: join(data, 'issuer-key.json'),
      url: endpoints.issuer,
      ...issuerOf(spec, endpoints.issuer),
      clock,
      personas,
    });
    // What the pages are told of this machine, where the template knows nothing of it.
    const own = { metadata: `${endpoints.issuer}/.well-known/openid-configuration`, speed: clock.speed };
    const gateway = createGateway({
      routes: spec.routes,
      cors: spec.apis[0]?.CorsConfiguration,
      otherwise: spec.site && createSite(spec.site, own),
      authorizer: createAuthorizer(issuer, clock),
      invoke: functions.invoke,
      clock,
    });
    const smsKey = secrets.valueOf(smsSecretOf(spec) ?? '');
    const smsGateway = smsKey && createSmsGateway({ key: smsKey, sink: sms, clock, api: url, text: smsText });
    const localRoute = createLocalRoutes({
      endpoints,
      outputs: spec.outputs,
      notes: notesOf(spec),
      issuer,
      sms,
      s3,
      kms,
      secrets,
      smsGateway: smsGateway || undefined,
      functions,
      failures,
      clock,
      forgotten: () => tables.compact(),
      states: (request, response) => {
        if (onCall) observeStates(request, onCall);
        return states.handle(request, response);
      },
    });
    handle = (request, response) => {
      const path = request.url ?? '/';
      const local = path.startsWith('/local/') && localRoute(request.method ?? 'GET', path.split('?')[0] ?? path);
      const answered = local ? local(request, response) : gateway(request, response);
      Promise.resolve(answered).catch((fault) => fail(response, fault, onError));
    };

    states.open();
    events.resume(s3.has);
    undo.push(() => states.close());
    const scheduler = startScheduler({
      schedules: spec.schedules,
      clock,
      invoke: functions.invoke,
      file: join(data, 'schedules.json'),
    });
    undo.push(() => scheduler.close());

    return {
      url,
      endpoints,
      clock,
      spec,
      states,
      tables,
      sms,
      failures,
      loseRecords: feed.lose,
      notes: notesOf(spec),
      /** The access token of a persona. Rejects if there is no such persona. */
      async token(personaId: string): Promise<string> {
        const token = await issuer.token(personaId);
        if (!token)
          throw new Error(`there is no persona "${personaId}"; there are ${personas.map(({ id }) => id).join(', ')}`);
        return token.access_token;
      },
      /** Invokes a function by its logical id with a JSON value. */
      invoke(logicalId: string, payload: unknown): Promise<Result> {
        const found = spec.functions.find((one) => one.logicalId === logicalId);
        return functions.invoke(found?.arn ?? logicalId, JSON.stringify(payload));
      },
      /** Resolves when every write so far has gone through the streams and no function or schedule runs. */
      async idle() {
        do {
          await tables.sync();
          await Promise.all([feed.idle(), events.idle(), scheduler.idle()]);
          await new Promise((resolve) => setImmediate(resolve));
        } while (feed.waiting() + events.waiting() + functions.inFlight() + scheduler.running() > 0);
      },
      /** Ends cleanly: no new requests, what runs is let finish where it is short, files are closed. */
      close: closeAll,
    };
  } catch (fault) {
    await closeAll();
    throw fault;
  }
}
