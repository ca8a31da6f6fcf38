import { appendFileSync, writeSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStates } from '../../../local/states/states.ts';

/** Starts executions over HTTP as fast as it can, says the name of each that was acknowledged, and is killed at that. */
const [journal = '', definition = '', invoked = ''] = process.argv.slice(2);
const arn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:m';
const states = createStates({
  clock: { now: Date.now, at: () => () => {} },
  journal,
  region: 'eu-west-1',
  account: '111122223333',
  invoke: async (_, payload) => {
    appendFileSync(invoked, `${JSON.stringify(payload)}\n`);
    return { ok: true, payload: null };
  },
});
states.createMachine({ arn, name: 'm', definition });
states.open();
const server = createServer((request, response) => states.handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const target = {
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' },
  };
  const start = (no: number) =>
    request(target, (response) => {
      response.resume().on('end', () => {
        writeSync(1, `${no} ${response.statusCode}\n`);
        start(no + 4);
      });
    }).end(JSON.stringify({ stateMachineArn: arn, name: `case-${no}`, input: '{}' }));
  for (const no of [0, 1, 2, 3]) start(no);
});
