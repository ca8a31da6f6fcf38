import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { run } from '../../bin/directory/run.ts';
import { sampleDocuments } from '../../sample/directory.ts';
import { aDirectory } from '../domain/directory/directories.ts';
import { aFakeApi } from './fake-api.ts';

const TABLE = join(import.meta.dirname, '../../sample/duty/值班表.csv');
const [district] = aDirectory().rosters;
if (!district) throw new Error('no roster');
const niushi = { unit: 'niushi', duty: ['+8613800000009'], leader: '+8613800000008' };
const sound = aDirectory({ rosters: [district, niushi] });
let api: Awaited<ReturnType<typeof aFakeApi>>;
let folder: string;

beforeEach(async () => {
  api = await aFakeApi(sound);
  folder = mkdtempSync(join(tmpdir(), 'duty-'));
});
afterEach(() => {
  api.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function directory(...args: string[]) {
  const lines: string[] = [];
  const code = await run([...args, '--api', api.url], { GRIDLIGHT_TOKEN: 'secret' }, (line) => lines.push(line));
  return { code, text: lines.join('\n').replaceAll(`${folder}/`, '') };
}

const rosterOf = (unit: string) => api.state.documents?.rosters.find((own) => own.unit === unit);
const HEAD = 'unit,date,days,from,to,name,phone,turn';
const rows = (...lines: string[]): string => [HEAD, ...lines].join('\n');

describe('a duty table', () => {
  it('of the sample gives the shifts of a township, and leaves the rest of it alone', async () => {
    const sample = sampleDocuments();
    api.state.documents = sample;
    const { code, text } = await directory('import', TABLE, '--apply');
    expect(text).toContain('not read: 序号, 带班领导\n~ rosters niushi (shifts)\nWritten: 1 change');
    expect(code).toBe(0);
    const before = sample.rosters.find(({ unit }) => unit === 'niushi');
    const after = rosterOf('niushi');
    expect(after).toMatchObject({ duty: before?.duty, leader: before?.leader });
    expect(after?.shifts).toHaveLength(9);
    expect(after?.shifts?.[0]).toEqual({
      name: before?.shifts?.[0]?.name,
      phone: '+868330207101',
      hours: [['08:30', '17:30']],
      dates: ['2026-12-01', '2026-12-04', '2026-12-07'],
    });
    expect(after?.shifts?.[2]).toMatchObject({ second: true, dates: ['2026-12-01', '2026-12-04', '2026-12-07'] });
    expect((await directory('import', TABLE)).text).toContain('No changes.');
  });

  it('is tried out first, and tells the days without a first turn', async () => {
    const table = file(
      '十一月.csv',
      rows('niushi,2026-11-02,,,,王,13800138000,', 'niushi,2026-11-05,,,,王,13800138000,'),
    );
    const { code, text } = await directory('import', table);
    expect(code).toBe(1);
    expect(text).toContain('十一月.csv line 2: from "" is no time of day');
    const whole = file(
      't.csv',
      'unit,date,name,phone\n牛石镇,2026-11-02,王,13800138000\n牛石镇,2026-11-05,王,13800138000\n',
    );
    expect((await directory('import', whole)).text.split('\n')).toEqual([
      'niushi: nobody on the first turn on 2026-11-03, 2026-11-04: the second turn or the standing telephones are called',
      '~ rosters niushi (shifts)',
      'Nothing was written: 1 change to revision 1. Write them with --apply.',
    ]);
    expect(rosterOf('niushi')).toEqual(niushi);
  });

  it('says days of the week, a turn and hours in many ways', async () => {
    const table = file(
      't.csv',
      rows(
        '牛石镇,,周一至周五,8:30,17：30,王,0833-3441234,正班',
        'niushi,,sat、sun,0.375,18时,李,010-62345678,first',
        ',,每天,18:00,次日8:30,赵,+85291234567,副班',
      ),
    );
    expect((await directory('import', table, '--apply')).code).toBe(0);
    expect(rosterOf('niushi')?.shifts).toEqual([
      {
        name: '王',
        phone: '+868333441234',
        hours: [['08:30', '17:30']],
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      },
      { name: '李', phone: '+861062345678', hours: [['09:00', '18:00']], days: ['saturday', 'sunday'] },
      {
        name: '赵',
        phone: '+85291234567',
        second: true,
        hours: [['18:00', '08:30']],
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
      },
    ]);
  });

  it('names every faulty row with its line, column, value and remedy, and is refused whole', async () => {
    const table = file(
      't.csv',
      rows(
        '月球,2026-11-02,,08:00,18:00,王,13800138000,',
        'niushi,11月27日,,08:00,18:00,王,13800138000,',
        'niushi,2026-11-31,,25:00,18:00,,138,',
        '',
        'niushi,2026-11-27,周四,08:00,18:00,王,13800138000,中班',
        'niushi,,有空时,24:00,08:00,王,13800138000,',
        'water,2026-11-27,,08:00,18:00,王,13800138000,',
        'niushi,2026-11-28,,08:00,18:00,王,13800138000,',
        'niushi,2026-11-28,,08:00,18:00,王,13800138000,',
      ),
    );
    const { code, text } = await directory('import', table, '--apply');
    expect(code).toBe(1);
    expect(text.split('\n')).toEqual([
      't.csv line 2: unit "月球" is not a unit: give its name or its id',
      't.csv line 3: date "11月27日" is no date with its year: write it like 2026-11-27',
      't.csv line 4: date "2026-11-31" is not a day of the calendar: correct it',
      't.csv line 4: from "25:00" is no time of day: write it like 08:30',
      't.csv line 4: name "" is no name: give one of at most 80 characters',
      't.csv line 4: phone "138" is no telephone number: write it like 13800138000 or 0833-3441234, as text',
      't.csv line 6: days "周四" is not the day of 2026-11-27, a friday: correct one of them',
      't.csv line 6: turn "中班" is no turn: write 正班 or 副班',
      't.csv line 7: days "有空时" are no days: write them like 周一至周五, 周末, 工作日, 节假日, 每天',
      't.csv line 7: from "24:00" is when the day is over: write 00:00 and the next day',
      't.csv line 8: unit "water" has no roster (water): add one with its standing telephones first',
      't.csv line 10: says the same as line 9: remove one',
      'Refused whole: 12 faults. Nothing was written.',
    ]);
    expect(api.state.posts).toBe(0);
  });

  it('has faults of its shifts named by the lines that they come from', async () => {
    const both = ['niushi,2026-11-02,,08:00,18:00,王,13800138000,', 'niushi,2026-11-03,,08:00,18:00,王,13800138000,'];
    const { text } = await directory(
      'import',
      file('t.csv', rows(...both, 'niushi,2026-11-03,,17:00,20:00,李,13800138001,')),
    );
    expect(text).toContain('t.csv line 4 (niushi): shifts[1] {"name":"李"');
    expect(text).toContain('is on the first turn together with shifts[0] ("王") on 2026-11-03');
  });

  it('keeps changes of shifts that are still there, and tells of those it takes out', async () => {
    const change = (phone: string) => ({ phone, from: '2026-11-02', through: '2026-11-02', why: 'leave' as const });
    const shift = (phone: string, day: 'monday' | 'tuesday') => ({
      name: 'n',
      phone,
      hours: [['08:00', '18:00'] as [string, string]],
      days: [day],
    });
    const [kept, gone] = ['+8613800138000', '+8613800138001'];
    const roster = {
      ...niushi,
      shifts: [shift(kept, 'monday'), shift(gone, 'tuesday')],
      changes: [change(kept), change(gone)],
    };
    api.state.documents = aDirectory({ rosters: [district, roster] });
    const { text } = await directory(
      'import',
      file('t.csv', rows('niushi,2026-11-02,,08:00,18:00,王,13800138000,')),
      '--apply',
    );
    expect(text).toContain('niushi: changes of shifts that are gone, taken out: 1');
    expect(rosterOf('niushi')?.changes).toEqual([change(kept)]);
  });

  it('is read in GB 18030 too, as a Chinese Excel saves CSV', async () => {
    // 单位,日期,值班人,电话 / 牛石镇,2026年11月2日,王,13800138000
    const head = [
      0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xd6, 0xb5, 0xb0, 0xe0, 0xc8, 0xcb, 0x2c, 0xb5, 0xe7,
      0xbb, 0xb0, 0x0a,
    ];
    const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
    const row = [
      0xc5,
      0xa3,
      0xca,
      0xaf,
      0xd5,
      0xf2,
      ...ascii(',2026'),
      0xc4,
      0xea,
      ...ascii('11'),
      0xd4,
      0xc2,
      ...ascii('2'),
      0xc8,
      0xd5,
      0x2c,
      0xcd,
      0xf5,
      ...ascii(',13800138000'),
    ];
    expect((await directory('import', file('t.csv', Uint8Array.from([...head, ...row])), '--apply')).code).toBe(0);
    expect(rosterOf('niushi')?.shifts).toEqual([
      { name: '王', phone: '+8613800138000', hours: [['00:00', '24:00']], dates: ['2026-11-02'] },
    ]);
  });
});

describe('an Excel workbook', () => {
  const text = (value: string) => ({ value, type: String });
  const header = ['单位', '日期', '开始', '结束', '值班人', '电话', '班次'].map(text);
  const date = (value: string) => ({ value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy"年"m"月"d"日"' });
  const time = (minutes: number) => ({ value: minutes / 1440, type: Number, format: 'h:mm' });

  it('has its dates, times and numbers read as they are shown', async () => {
    const row = [
      text('牛石镇'),
      date('2026-11-27'),
      time(510),
      time(1050),
      text('王'),
      { value: 13800138000, type: Number },
    ];
    const night = [null, null, time(1050), time(1440), text('李'), text('0833-3441234'), text('正班')];
    const bytes = await writeXlsx([[text('值班表')], header, row, night]).toBuffer();
    const { code, text: said } = await directory('import', file('值班表.xlsx', bytes), '--apply');
    expect(said).toContain('~ rosters niushi (shifts)');
    expect(code).toBe(0);
    expect(rosterOf('niushi')?.shifts).toEqual([
      { name: '王', phone: '+8613800138000', hours: [['08:30', '17:30']], dates: ['2026-11-27'] },
      { name: '李', phone: '+868333441234', hours: [['17:30', '24:00']], dates: ['2026-11-27'] },
    ]);
  });

  it('has its faults named by line', async () => {
    const row = [text('牛石镇'), text('11月27日'), time(510), time(1050), text('王'), text('8333441234')];
    const { text: said } = await directory('import', file('t.xlsx', await writeXlsx([header, row]).toBuffer()));
    expect(said).toContain('t.xlsx line 2: 日期 "11月27日" is no date with its year');
    expect(said).toContain('t.xlsx line 2: 电话 "8333441234" is no telephone number');
  });
});

describe('mistakes are answered with a remedy', () => {
  it.each<[string, () => string[], string]>([
    [
      'a table without a header',
      () => [file('t.csv', '王,13800138000\n')],
      't.csv: is no duty table: its header must name 单位',
    ],
    ['a workbook that is none', () => [file('t.xlsx', 'x')], "t.xlsx: Doesn't look like an `.xlsx` file"],
    ['rosters beside it', () => [file('rosters.json', '[]'), TABLE], 'both give rosters: import one after the other'],
  ])('%s', async (_what, files, words) => {
    const { code, text } = await directory('import', ...files());
    expect(code).toBe(1);
    expect(text).toContain(words);
  });

  it('a directory that somebody else changed meanwhile', async () => {
    api.state.beforePost = () => {
      api.state.revision = 5;
    };
    expect(
      (await directory('import', file('t.csv', rows('niushi,2026-11-02,,08:00,18:00,王,13800138000,')))).text,
    ).toContain('answered 409');
  });
});

it('the sample table is UTF-8 with a title above its header', () => {
  expect(readFileSync(TABLE, 'utf8').split('\n')[0]).toMatch(/^牛石镇2026年12月/);
});
