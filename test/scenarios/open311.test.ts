import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { ReportView } from '../../functions/shell/report-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { aReportBody } from '../support/a-report.ts';
import { anOpening, MONDAY, sha256, shanghai } from '../support/casework.ts';
import { directory, FORMATS, filed, form, HERE, RESIDENTS_WORDS, type Spoken, speak } from '../support/open311.ts';

/*
 * GeoReport v2 as https://wiki.open311.org/GeoReport_v2 has it, section by section, in both formats. XML is read by a
 * parser; both formats must come to the same document.
 */

const GRID = 'niushi-v1-g1';
const NOBODYS = '01KJP3AB5S8M6W3T9V2XQ4RD7Z';
const W3C = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const TYPES = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' };

let cloud: TestCloud;
/** Filed at the beginning, in this order. */
let [hole, fireNearby]: string[] = [];
beforeAll(async () => {
  cloud = await aCloud({ directory: directory() });
  hole = await filed(cloud);
  await cloud.passTo(plusSeconds(MONDAY, 600));
  fireNearby = await filed(cloud, { service_code: 'fire', address_string: '王某某家' });
  await cloud.command(hole, GRID, { type: 'accept' });
  await cloud.idle();
});
afterAll(() => cloud[Symbol.asyncDispose]());

const both = test.each(FORMATS);
const isError = ({ status, read, root, type }: Spoken, wanted: number, description: RegExp) => {
  expect([status, type?.startsWith('text/xml') ? root : 'errors']).toEqual([wanted, 'errors']);
  expect(read).toEqual([{ code: String(wanted), description: expect.stringMatching(description) }]);
};

describe('format support', () => {
  test.each(['discovery', 'services', 'services/holes', 'requests', 'errors'])(
    '%s: same document, own content type',
    async (path) => {
      const [json, xml] = await Promise.all(
        FORMATS.map((format) => speak(cloud.url, path === 'errors' ? `requests/${NOBODYS}` : path, format)),
      );
      expect([json?.type, xml?.type]).toEqual([TYPES.json, TYPES.xml]);
      expect(xml?.text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>/i);
      expect(XMLValidator.validate(xml?.text ?? '')).toBe(true);
      expect(xml?.read).toEqual(json?.read);
    },
  );

  test('a path without a format is told to name one', async () => {
    const answer = await fetch(`${cloud.url}/open311/v2/requests/${hole}`);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('.json')]);
  });

  test('may be read by the pages of others', async () => {
    const answer = await fetch(`${cloud.url}/open311/v2/services.json`, { headers: { origin: 'https://city.test' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('service discovery', () => {
  both('%s has every field', async (format) => {
    const { status, root, read } = await speak(cloud.url, 'discovery', format);
    expect([status, root]).toEqual([200, format === 'xml' ? 'discovery' : undefined]);
    expect(read).toEqual({
      changeset: expect.stringMatching(/^\d+$/),
      contact: expect.stringMatching(/./),
      key_service: expect.stringMatching(/./),
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${cloud.url}/open311/v2`,
          changeset: expect.stringMatching(/^\d+$/),
          type: 'test',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
  });
});

describe('jurisdiction_id', () => {
  test.each(['services', 'services/roads', 'requests', 'requests/ID', 'tokens/ID'])(
    '%s: the own one, none and an empty one are alike; another is not found',
    async (path) => {
      for (const format of FORMATS) {
        const at = path.replace('ID', hole ?? '');
        const [none, empty, own] = await Promise.all(
          ['', '?jurisdiction_id=', '?jurisdiction_id=shawan'].map((query) => speak(cloud.url, at + query, format)),
        );
        expect(none?.status).toBe(200);
        expect([empty?.text, own?.text]).toEqual([none?.text, none?.text]);
        isError(await speak(cloud.url, `${at}?jurisdiction_id=sfgov.org`, format), 404, /jurisdiction_id sfgov\.org/);
      }
    },
  );

  both('%s: of a POST in the form or in the URL', async (format) => {
    const body = { service_code: 'roads', ...HERE };
    isError(
      await speak(cloud.url, 'requests', format, form({ ...body, jurisdiction_id: 'a' })),
      404,
      /jurisdiction_id a/,
    );
    isError(await speak(cloud.url, 'requests?jurisdiction_id=a', format, form(body)), 404, /jurisdiction_id a/);
  });
});

describe('GET service list', () => {
  both('%s: what can be reported, and what of it asks more', async (format) => {
    const { status, root, read } = await speak(cloud.url, 'services', format);
    expect([status, root]).toEqual([200, format === 'xml' ? 'services' : undefined]);
    const service = { description: expect.stringMatching(/./), type: 'realtime', group: '沙湾区网格监管中心' };
    expect(read).toEqual([
      { ...service, service_code: 'roads', service_name: '道路破损', metadata: 'false', keywords: '道路破损, roads' },
      {
        ...service,
        service_code: 'fire',
        service_name: '火情',
        metadata: 'false',
        keywords: '火情, Fire, fire',
        group: '住建局',
      },
      { ...service, service_code: 'holes', service_name: '路面塌陷', metadata: 'true', keywords: '路面塌陷, holes' },
    ]);
  });
});

describe('GET service definition', () => {
  both('%s: the attributes with their types, in order', async (format) => {
    const { status, root, read } = await speak(cloud.url, 'services/holes', format);
    expect([status, root]).toEqual([200, format === 'xml' ? 'service_definition' : undefined]);
    const common = { variable: 'true', required: 'false', datatype_description: '' };
    expect(read).toEqual({
      service_code: 'holes',
      attributes: [
        {
          ...common,
          code: 'size',
          datatype: 'number',
          required: 'true',
          datatype_description: '平方米',
          order: '1',
          description: '面积',
        },
        { ...common, code: 'seen', datatype: 'datetime', order: '2', description: '何时发现' },
        {
          ...common,
          code: 'blocked',
          datatype: 'multivaluelist',
          order: '3',
          description: expect.stringMatching(/谁过不去/),
          values: [
            { key: 'cars', name: '汽车' },
            { key: 'walkers', name: '行人' },
          ],
        },
      ],
    });
  });

  both('%s: a service without attributes has none; one that is not there is not found', async (format) => {
    expect((await speak(cloud.url, 'services/roads', format)).read).toEqual({ service_code: 'roads', attributes: [] });
    for (const code of ['sinkholes', 'dispute'])
      isError(await speak(cloud.url, `services/${code}`, format), 404, new RegExp(`service_code ${code}`));
  });
});

describe('POST service request', () => {
  const post = (format: 'json' | 'xml', fields: Record<string, string> | [string, string][]) =>
    speak(cloud.url, 'requests', format, form(fields));
  const contact = {
    email: 'smit333@sfgov.edu',
    device_id: 'tt222111',
    account_id: '123456',
    first_name: 'john',
    last_name: 'smith',
    phone: '111111111',
  };

  both('%s: the example of the specification, with answers, is a case in the grid there', async (format) => {
    const answered = await post(format, [
      ...Object.entries({ api_key: 'xyz', jurisdiction_id: 'shawan', service_code: 'holes', ...HERE, ...contact }),
      ['address_string', '1234 5th street'],
      ['description', `A large sinkhole (${format})\nis destroying the street`],
      ['media_url', 'http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg'],
      ['attribute[size]', '12.5'],
      ['attribute[blocked][]', 'walkers'],
      ['attribute[blocked][]', 'cars'],
    ]);
    expect([answered.status, answered.root]).toEqual([201, format === 'xml' ? 'service_requests' : undefined]);
    const [request] = answered.read as [Record<string, string>];
    // Not both a number and a token.
    expect(request).toEqual({
      service_request_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      service_notice: expect.stringContaining('双河村第一网格'),
      account_id: '',
    });
    const kase = await cloud.see(request.service_request_id ?? '');
    expect(kase).toMatchObject({ resident: true, category: 'holes', origin: GRID });
    expect(kase.history[0]?.content).toMatchObject({
      words: [
        `A large sinkhole (${format})`,
        'is destroying the street',
        '面积：12.5',
        '谁过不去 <车&人>：行人、汽车',
        '附件：http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg',
      ].join('\n'),
      place: { latitude: 29.405432, longitude: 103.505678, address: '1234 5th street' },
    });
    // Contact data is kept, and not in the case.
    for (const value of Object.values(contact)) expect(JSON.stringify(kase)).not.toContain(value);
  });

  both('%s: one location parameter is enough', async (format) => {
    const places: Record<string, string>[] = [
      HERE,
      { address_id: GRID },
      { address_string: '牛石镇双河村第一网格, 小桥边' },
    ];
    for (const where of places) {
      const { status, read, text } = await post(format, {
        service_code: 'roads',
        description: `${format} ${Object.keys(where)}`,
        ...where,
      });
      expect([status, text]).toEqual([201, expect.any(String)]);
      const [request] = read as [Record<string, string>];
      expect((await cloud.see(request.service_request_id ?? '')).origin).toBe(GRID);
    }
  });

  both('%s: an address that names no grid begins where it leads, to be placed', async (format) => {
    const tries = [
      ['福禄镇沫東村村委会旁', 'fulu-v1', '沫东村'],
      ['牛石镇赶场的地方', 'niushi', '牛石镇'],
      ['1234 5th street', 'shawan', '沙湾区'],
    ] as const;
    for (const [address, unit, name] of tries) {
      const { status, read } = await post(format, {
        service_code: 'roads',
        description: `${format} ${unit}`,
        address_string: address,
      });
      const [request] = read as [Record<string, string>];
      expect([status, request.service_notice]).toEqual([201, expect.stringContaining(name)]);
      const kase = await cloud.see(request.service_request_id ?? '');
      expect(kase).toMatchObject({ origin: unit, holder: unit, toPlace: true });
      expect(kase.history[0]?.content?.words).toBe(`${format} ${unit}\n地址：${address}`);
    }
  });

  both('%s: without a description it is named by its service', async (format) => {
    const { read } = await post(format, { service_code: 'fire', ...HERE, media_url: `https://x.test/${format}.jpg` });
    const [request] = read as [Record<string, string>];
    const kase = await cloud.see(request.service_request_id ?? '');
    expect(kase.history[0]?.content?.words).toBe(`火情\n附件：https://x.test/${format}.jpg`);
  });

  both('%s: a description has 4,000 characters, and no more', async (format) => {
    const said = (length: number) => ({
      service_code: 'roads',
      ...HERE,
      description: format + '塌'.repeat(length - format.length),
    });
    expect((await post(format, said(4000))).status).toBe(201);
    isError(await post(format, said(4001)), 400, /description.*4000/);
  });

  both('%s: what is missing or cannot be is named, with the remedy', async (format) => {
    const roads = { service_code: 'roads', ...HERE };
    const tries: [Record<string, string>, number, RegExp][] = [
      [HERE, 400, /service_code was not provided/],
      [{ ...roads, service_code: '' }, 400, /service_code was not provided/],
      [{ ...roads, service_code: 'sinkholes' }, 404, /service_code sinkholes was not found/],
      [{ ...roads, service_code: 'dispute' }, 404, /service_code dispute was not found/],
      [{ service_code: 'roads' }, 400, /no location was provided.*address_string/],
      [{ service_code: 'roads', lat: HERE.lat }, 400, /lat and long/],
      [{ ...roads, lat: 'north' }, 400, /^lat: a number/],
      [{ ...roads, long: '181' }, 400, /^long/],
      [{ ...roads, long: '103.6' }, 400, /lies in no grid.*nearest is 双河村第二网格 \(niushi-v1-g2\)/],
      [{ service_code: 'roads', address_id: 'niushi' }, 400, /is no grid in service/],
      [{ ...roads, media_url: 'javascript:alert(1)' }, 400, /media_url: a URL/],
      [{ ...roads, description: '\u0007' }, 400, /description/],
      [{ ...roads, service_code: 'holes' }, 400, /attribute\[size\] is required/],
      [{ ...roads, service_code: 'holes', 'attribute[size]': 'big' }, 400, /attribute\[size\] "big" is not a number/],
      [{ ...roads, 'attribute[size]': '3' }, 400, /attribute\[size\] is not asked/],
    ];
    for (const [fields, status, description] of tries) isError(await post(format, fields), status, description);
  });

  both('%s: several errors are all told', async (format) => {
    const { status, read } = await post(format, {
      service_code: 'holes',
      ...HERE,
      'attribute[seen]': 'now',
      'attribute[x]': '1',
    });
    expect([status, read]).toEqual([
      400,
      [{ code: '400', description: expect.any(String) }, expect.anything(), expect.anything()],
    ]);
  });

  both('%s: another kind of body is refused', async (format) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"service_code":"roads"}' };
    isError(
      await speak(cloud.url, 'requests', format, init),
      400,
      /application\/json; send it as application\/x-www-form-urlencoded/,
    );
    isError(await post(format, { service_code: 'roads', ...HERE, email: 'x'.repeat(70_000) }), 400, /at most 65536/);
  });

  test('sent again, from a network that lost the answer, it is the same request', async () => {
    const body = { service_code: 'roads', ...HERE, description: '又塌了' };
    const answers = await Promise.all(FORMATS.map((format) => post(format, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(answers[0]?.read).toEqual(answers[1]?.read);
  });
});

describe('GET service_request_id from a token', () => {
  both('%s: requests have their number at once, which is also their token', async (format) => {
    const { status, root, read } = await speak(cloud.url, `tokens/${hole}`, format);
    expect([status, root]).toEqual([200, format === 'xml' ? 'service_requests' : undefined]);
    expect(read).toEqual([{ service_request_id: hole, token: hole }]);
    for (const token of [NOBODYS, '12345']) isError(await speak(cloud.url, `tokens/${token}`, format), 404, /token/);
  });
});

const request = (over: object) => ({
  status: 'open',
  service_name: '道路破损',
  service_code: 'roads',
  description: '',
  agency_responsible: '双河村第一网格',
  service_notice: '',
  address: '双河村第一网格，双河村，牛石镇',
  address_id: GRID,
  zipcode: '',
  lat: '29.405',
  long: '103.506',
  media_url: '',
  ...over,
});

describe('GET service request', () => {
  both('%s: every field of the specification', async (format) => {
    const { status, root, read } = await speak(cloud.url, `requests/${hole}`, format);
    expect([status, root]).toEqual([200, format === 'xml' ? 'service_requests' : undefined]);
    expect(read).toEqual([
      request({
        service_request_id: hole,
        status_notes: '已受理',
        requested_datetime: MONDAY,
        updated_datetime: plusSeconds(MONDAY, 600),
        expected_datetime: shanghai('2026-03-16 18:00'),
      }),
    ]);
    for (const [field, value] of Object.entries((read as [object])[0]))
      if (field.endsWith('_datetime')) expect(value).toMatch(W3C);
  });

  test('numbers are numbers in JSON, and what is not there is null', async () => {
    const [row] = JSON.parse((await speak(cloud.url, `requests/${hole}`, 'json')).text);
    expect(row).toMatchObject({ lat: 29.405, long: 103.506, description: null, media_url: null, zipcode: null });
  });

  both('%s: 404 for a number that nobody has, one that is none, and the case of an officer', async (format) => {
    const officers = '01KJP3AB5S8M6W3T9V2XQ4RD7D';
    await cloud.open(anOpening({ id: officers }), GRID);
    for (const id of [NOBODYS, '638344', officers])
      isError(
        await speak(cloud.url, `requests/${id}`, format),
        404,
        new RegExp(`service_request_id ${id} was not found`),
      );
  });
});

describe('GET service requests', () => {
  const ids = async (query: string, format: 'json' | 'xml' = 'json') => {
    const { status, read, text } = await speak(cloud.url, `requests${query}`, format);
    expect([status, text]).toEqual([200, expect.any(String)]);
    return (read as { service_request_id: string }[]).map(({ service_request_id: id }) => id);
  };
  // Of the beginning: other tests file more.
  const early = `start_date=${MONDAY}&end_date=${plusSeconds(MONDAY, 599)}`;

  both('%s: by service_request_id, which overrides all else', async (format) => {
    expect(await ids(`?service_request_id=${hole},${fireNearby}`, format)).toEqual([hole, fireNearby]);
    expect(await ids(`?service_request_id=${hole}&service_request_id=${fireNearby}`, format)).toEqual([
      hole,
      fireNearby,
    ]);
    expect(await ids(`?service_request_id=${hole},${NOBODYS}&status=closed&start_date=x`, format)).toEqual([hole]);
    const many = Array.from({ length: 51 }, (_, index) => `A${index}`).join(',');
    isError(await speak(cloud.url, `requests?service_request_id=${many}`, format), 400, /51 numbers; ask for 50/);
  });

  both('%s: newest first, of every service and status unless said', async (format) => {
    const all = await ids('', format);
    expect(all.slice(-1)).toEqual([hole]);
    expect(all).toContain(fireNearby);
    expect(await ids('?service_code=&status=&start_date=', format)).toEqual(all);
    expect(await ids(`?service_code=fire&end_date=${plusSeconds(MONDAY, 600)}`, format)).toContain(fireNearby);
    expect(await ids(`?service_code=fire&${early}`, format)).toEqual([]);
    expect(await ids(`?service_code=fire,roads&${early}`, format)).toEqual([hole]);
    expect(await ids(`?status=open&${early}`, format)).toEqual([hole]);
    expect(await ids(`?status=closed&${early}`, format)).toEqual([]);
    expect(await ids(`?status=open,closed&${early}`, format)).toEqual([hole]);
  });

  test('by a span of requested_datetime, its ends included, in any zone of the W3C form', async () => {
    expect(await ids(`?start_date=2026-03-02T09:00:00%2B08:00&end_date=2026-03-02T09:00:00%2B08:00`)).toEqual([hole]);
    // A plus that was not escaped.
    expect(await ids(`?end_date=2026-03-02T09:00:00+08:00`)).toEqual([hole]);
    expect(await ids(`?end_date=${plusSeconds(MONDAY, -1)}`)).toEqual([]);
    expect(await ids(`?start_date=2026-02-01T00:00:00Z&end_date=2026-03-02T01:00Z`)).toEqual([hole]);
  });

  both('%s: a span has 90 days at most', async (format) => {
    for (const [query, description] of [
      ['start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z', /more than 90 days/],
      ['start_date=2026-03-02T00:00:00Z&end_date=2026-03-01T00:00:00Z', /is after end_date/],
      ['start_date=2026-03-02', /start_date 2026-03-02 is no date and time/],
      ['end_date=2026-02-30T99:00:00Z', /end_date/],
      ['status=pending', /status pending is not open or closed/],
      ['page=0', /page 0/],
      ['page_size=1001', /page_size 1001/],
    ] as const)
      isError(await speak(cloud.url, `requests?${query}`, format), 400, description);
  });

  test('in pages', async () => {
    const all = await ids('');
    const paged = [];
    for (let page = 1; page <= Math.ceil(all.length / 2) + 1; page += 1)
      paged.push(...(await ids(`?page=${page}&page_size=2`)));
    expect(paged).toEqual(all);
  });

  test('the last 90 days, when nothing is said', async () => {
    await using own = await aCloud({ directory: directory() });
    const id = await filed(own);
    const listed = async () => (await speak(own.url, 'requests', 'json')).read;
    await own.passTo(plusSeconds(MONDAY, 90 * 86_400));
    expect(await listed()).toMatchObject([{ service_request_id: id }]);
    await own.passTo(plusSeconds(MONDAY, 90 * 86_400 + 1));
    expect(await listed()).toEqual([]);
    const query = `requests?start_date=${MONDAY}&end_date=${plusSeconds(MONDAY, 1)}`;
    expect((await speak(own.url, query, 'xml')).read).toMatchObject([{ service_request_id: id }]);
  });
});

describe('what is added', () => {
  both('%s: lights, level and steps with extensions=true, and not without', async (format) => {
    const { read } = await speak(cloud.url, `requests/${hole}?extensions=true`, format);
    expect(read).toMatchObject([
      {
        extended_attributes: {
          light: 'green',
          settled: 'false',
          level: 'grid',
          updates: [
            { at: MONDAY, key: 'received' },
            { at: plusSeconds(MONDAY, 600), key: 'accepted' },
          ],
        },
      },
    ]);
    expect((await speak(cloud.url, `requests/${hole}?extensions=false`, format)).text).not.toContain('extended');
  });

  test('a receipt for who files with extensions=true: it opens the report in full', async () => {
    const body = { service_code: 'roads', ...HERE, description: '有回执', extensions: 'true' };
    const [row] = JSON.parse((await speak(cloud.url, 'requests', 'json', form(body))).text);
    const [id = '', secret = ''] = row.extended_attributes.receipt.split('-');
    expect(id).toBe(row.service_request_id);
    const followed = await cloud.follow(id, secret);
    expect(ReportView.parse(followed.body)).toMatchObject({ id, words: '有回执' });
    // Whoever sends it again learns the number alone.
    const again = await speak(cloud.url, 'requests', 'json', form(body));
    expect([again.status, again.text]).toEqual([200, expect.not.stringContaining(secret)]);
  });
});

describe('a request over its life', () => {
  test('is expected at the public due, not while paused; closed when it was answered; open again when it is reopened', async () => {
    await using own = await aCloud({ directory: directory() });
    const body = { service_code: 'roads', ...HERE, description: RESIDENTS_WORDS, extensions: 'true' };
    const [row] = JSON.parse((await speak(own.url, 'requests', 'json', form(body))).text);
    const [id = '', secret = ''] = row.extended_attributes.receipt.split('-');
    const seen = async () => {
      await own.idle();
      const [request] = JSON.parse((await speak(own.url, `requests/${id}?extensions=true`, 'json')).text);
      return request;
    };
    const move = async (who: string, command: object) => {
      expect(await own.command(id, who, command)).toMatchObject({ status: 200 });
    };
    await own.idle();
    await move(GRID, { type: 'escalate', reason: '需要设备，王某某' });
    expect(await seen()).toMatchObject({ agency_responsible: '双河村', extended_attributes: { level: 'village' } });
    await move('niushi-v1', {
      type: 'pause',
      reason: 'weather',
      until: shanghai('2026-03-05 09:00'),
      note: '等雨停，王某某',
    });
    await own.idle();
    await move('niushi', { type: 'rule', wish: 'pause', grant: true, reason: '同意' });
    expect(await seen()).toMatchObject({ status: 'open', status_notes: '已暂停计时', expected_datetime: null });
    await own.passTo(shanghai('2026-03-05 10:00'));
    expect(await seen()).toMatchObject({ expected_datetime: expect.stringMatching(W3C) });
    await move('niushi-v1', { type: 'resolve', result: '王某某家门口已填平' });
    const closed = await seen();
    expect(closed).toMatchObject({
      status: 'closed',
      status_notes: '已办结',
      updated_datetime: shanghai('2026-03-05 10:00'),
      expected_datetime: null,
    });
    expect((await speak(own.url, 'requests?status=closed', 'xml')).read).toMatchObject([{ service_request_id: id }]);
    expect((await own.say(id, secret, { type: 'rate', satisfied: false, words: '又塌了' })).status).toBe(200);
    expect((await own.say(id, secret, { type: 'reopen', reason: '又塌了' })).status).toBe(200);
    await own.idle();
    await move('niushi', { type: 'rule', wish: 'reopening', grant: true, reason: '属实' });
    const reopened = await seen();
    expect(reopened).toMatchObject({ status: 'open', expected_datetime: expect.stringMatching(W3C) });
    // Nothing that anybody wrote, and nobody's name.
    expect(JSON.stringify([closed, reopened])).not.toMatch(/某|塌|填平|雨|属实|of-|rated/);
  });

  test('what residents reported by the pages is among them; once its category is about persons, it is not', async () => {
    await using own = await aCloud({ directory: directory() });
    const { status, body } = await own.post('/public/reports', aReportBody(), null);
    const id = String(body.id);
    const { read } = await speak(own.url, 'requests', 'json');
    expect([status, read]).toMatchObject([201, [{ service_request_id: id }]]);
    const categories = directory().categories.map((each) => ({ ...each, personal: true }));
    expect(await own.put('/categories', { rows: categories }, 'admin')).toMatchObject({ status: 200 });
    // Functions at work go by it within five seconds.
    const shown = async () => (await speak(own.url, `requests/${id}`, 'json')).status;
    await expect.poll(shown, { timeout: 20_000, interval: 500 }).toBe(404);
    expect((await speak(own.url, `tokens/${id}`, 'json')).status).toBe(404);
    expect((await speak(own.url, 'requests', 'json')).read).toEqual([]);
    expect((await speak(own.url, 'services', 'xml')).read).toEqual([]);
  });
});

describe('api_key', () => {
  test('is asked to file with, once there are keys, and to file alone', async () => {
    const assembly = mkdtempSync(join(tmpdir(), 'gridlight-keys-'));
    onTestFinished(() => rmSync(assembly, { recursive: true, force: true }));
    cpSync(inject('assembly'), assembly, { recursive: true });
    const template = join(assembly, 'Gridlight.template.json');
    const keys = `city-app:${sha256('a secret')}`;
    writeFileSync(
      template,
      readFileSync(template, 'utf8').replaceAll('"OPEN311_KEYS": ""', `"OPEN311_KEYS": "${keys}"`),
    );
    await using own = await aCloud({ directory: directory(), assembly });
    const body = { service_code: 'roads', ...HERE };
    for (const format of FORMATS) {
      isError(await speak(own.url, 'requests', format, form(body)), 403, /api_key is missing/);
      isError(
        await speak(own.url, 'requests', format, form({ ...body, api_key: 'guess' })),
        403,
        /api_key is not valid/,
      );
    }
    expect((await speak(own.url, 'requests', 'xml', form({ ...body, api_key: 'a secret' }))).status).toBe(201);
    expect((await speak(own.url, 'requests', 'json')).status).toBe(200);
    expect((await speak(own.url, 'discovery', 'json')).text).toContain('申请');
    await own.idle();
    const logs = readdirSync(own.data, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'));
    const said = logs.map((path) => readFileSync(join(own.data, path), 'utf8')).join('');
    expect([said.includes('city-app'), said.includes('a secret')]).toEqual([true, false]);
  });
});
