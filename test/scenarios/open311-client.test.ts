import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Open311 from 'open311';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { npmStart } from '../support/npm-start.ts';

/*
 * The client `open311` that Code for America published to npm in 2012, unmodified, against `npm start`. It speaks JSON here: for
 * XML it needs a parser that was never published, for which another stands in package.json so that the client loads.
 */

const Answer = z.object({ access_token: z.string() });
const Filed = z.tuple([z.object({ service_request_id: z.string(), service_notice: z.string() })]);

test('a client of others discovers, lists services, files a request with an answer, and follows it until it is closed', async () => {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-open311-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const { url } = await npmStart('--data', data);

  const client = new Open311({
    discovery: `${url}/open311/v2/discovery.json`,
    jurisdiction: 'shawan',
    apiKey: 'none is asked for',
  });
  const discover = promisify(client.serviceDiscovery.bind(client));
  expect(await discover({ cache: true, type: 'test' })).toMatchObject({ endpoints: [{ url: `${url}/open311/v2` }] });

  const services = await promisify(client.serviceList.bind(client))();
  expect(services).toContainEqual(
    expect.objectContaining({
      service_code: 'street-works',
      service_name: '市政设施',
      metadata: true,
      type: 'realtime',
    }),
  );
  expect(await promisify(client.serviceDefinition.bind(client))('street-works')).toMatchObject({
    attributes: [{ code: 'kind', datatype: 'singlevaluelist', required: false, order: 1 }],
  });

  const request = {
    service_code: 'street-works',
    address_id: 'shawan-town-c01-g1',
    description: '路灯不亮',
    first_name: 'john',
    attributes: { kind: 'lamp' },
  };
  const submit = promisify(client.submitRequest.bind(client));
  const [{ service_request_id: id }] = Filed.parse(await submit(request));
  expect(await promisify(client.token.bind(client))(id)).toEqual([{ service_request_id: id, token: id }]);

  const follow = async () => promisify(client.serviceRequest.bind(client))(id);
  expect(await follow()).toMatchObject([
    {
      service_request_id: id,
      status: 'open',
      service_code: 'street-works',
      description: null,
      expected_datetime: expect.any(Date),
      address_id: 'shawan-town-c01-g1',
    },
  ]);
  const search = promisify(client.serviceRequests.bind(client));
  // The sample has residents of its own.
  const ours = expect.objectContaining({ service_request_id: id });
  expect(await search({ status: 'open' })).toContainEqual(ours);
  expect(await search({ status: 'closed' })).not.toContainEqual(ours);

  const token = await fetch(`${url}/local/token`, { method: 'POST', body: JSON.stringify({ persona: 'grid' }) });
  const { access_token } = Answer.parse(await token.json());
  const headers = { authorization: `Bearer ${access_token}` };
  const resolve = { method: 'POST', headers, body: JSON.stringify({ type: 'resolve', result: '灯具已更换' }) };
  expect((await fetch(`${url}/cases/${id}/commands`, resolve)).status).toBe(200);
  expect(await follow()).toMatchObject([{ status: 'closed', status_notes: '已办结', expected_datetime: null }]);
  expect(await promisify(client.serviceRequest.bind(client))([id])).toMatchObject([{ status: 'closed' }]);

  await expect(submit({ ...request, service_code: 'sinkholes' })).rejects.toBe(404);
});
