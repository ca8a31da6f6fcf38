import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../bin/directory/run.ts';
import { Kind } from '../../domain/directory/documents.ts';
import { aDirectory } from '../domain/directory/directories.ts';
import { aFakeApi } from './fake-api.ts';

const sound = aDirectory();
let api: Awaited<ReturnType<typeof aFakeApi>>;
let folder: string;

beforeEach(async () => {
  api = await aFakeApi(sound);
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
});
afterEach(() => {
  api.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array | object): string {
  const path = join(folder, name);
  const raw = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, raw ? content : JSON.stringify(content));
  return path;
}

async function directory(...args: string[]) {
  const lines: string[] = [];
  const code = await run([...args, '--api', api.url], { GRIDLIGHT_TOKEN: 'secret' }, (line) => lines.push(line));
  return { code, text: lines.join('\n').replaceAll(`${folder}/`, '') };
}

const renamed = sound.units.map((unit) => (unit.id === 'water' ? { ...unit, name: '水利局' } : unit));

describe('import', () => {
  it('lists the changes and writes nothing unless told to', async () => {
    const { code, text } = await directory('import', file('units.json', renamed));
    expect(code).toBe(0);
    expect(text).toBe('~ units water (name)\nNothing was written: 1 change to revision 1. Write them with --apply.');
    expect(api.state.revision).toBe(1);
  });

  it('writes with --apply, and a second time finds nothing to change', async () => {
    const units = file('units.json', renamed);
    expect((await directory('import', units, '--apply')).text).toContain('Written: 1 change, now revision 2.');
    expect(api.state.documents?.units.at(-1)?.name).toBe('水利局');
    expect((await directory('import', units, '--apply')).text).toBe('No changes.');
    expect(api.state.revision).toBe(2);
  });

  it('names every fault with its file, row and remedy, and is refused whole', async () => {
    const units = file('units.json', [...renamed, { id: 'x', name: 'x', level: 'grid', parent: 'moon', colour: 1 }]);
    const rosters = file('rosters.json', [{ ...sound.rosters[0], leader: '138' }]);
    const { code, text } = await directory('import', units, rosters, '--apply');
    expect(code).toBe(1);
    expect(text.split('\n')).toEqual([
      'units.json row 6 (x): colour 1 is not a known field: remove it or correct its spelling',
      'rosters.json row 1 (shawan): leader "138" must be E.164, like +8613800138000',
      'Refused whole: 2 faults. Nothing was written.',
    ]);
    expect(api.state).toMatchObject({ revision: 1, posts: 1 });
  });

  it('names the rows of other kinds that no longer fit', async () => {
    const { text } = await directory(
      'import',
      file(
        'units.json',
        sound.units.filter(({ id }) => id !== 'niushi-01-1'),
      ),
    );
    expect(text).toContain('officers (as they are) row 1 (wang): posts[0].unit "niushi-01-1" is not a unit');
  });

  it('sums many changes up, and lists them with --verbose', async () => {
    const grids = Array.from({ length: 40 }, (_, n) => ({
      id: `g-${n}`,
      name: '格',
      level: 'grid',
      parent: 'niushi-01',
    }));
    const all = file('all.json', { units: [...renamed, ...grids] });
    expect((await directory('import', all)).text).toContain('units: 1 changed, 40 added\nSee each of them');
    expect((await directory('import', all, '--verbose')).text).toContain('+ units g-39');
  });

  it('stops when somebody else changed the directory after the trial', async () => {
    api.state.beforePost = () => {
      if (api.state.posts === 2) api.state.revision = 5;
    };
    const { code, text } = await directory('import', file('units.json', renamed), '--apply');
    expect(code).toBe(1);
    expect(text).toContain('answered 409. Conflict: revision 5 is the newest');
    expect(api.state.documents).toBe(sound);
  });
});

describe('a CSV file', () => {
  it('gives units, officers and rosters', async () => {
    const units = file(
      'units.csv',
      '\uFEFFid,name,level,parent,boundary\nshawan,沙湾区,district,,\nniushi,牛石镇,township,shawan,103.5 29.4; 103.6 29.4; 103.6 29.5; 103.5 29.4\n',
    );
    const officers = file(
      'officers.csv',
      'id,name,subject,posts\nli,李华,local|li,shawan:administrator；niushi：clerk\n',
    );
    const rosters = file('rosters.csv', 'unit,duty,leader\nshawan,+8613800000001;+8613800000002,+8613800000003\n');
    const { code } = await directory('import', units, officers, rosters, '--apply');
    expect(code).toBe(0);
    expect(api.state.documents?.units).toEqual([
      sound.units[0],
      {
        ...sound.units[1],
        boundary: [
          [103.5, 29.4],
          [103.6, 29.4],
          [103.6, 29.5],
          [103.5, 29.4],
        ],
      },
    ]);
    expect(api.state.documents?.officers[0]?.posts).toEqual([
      { unit: 'shawan', role: 'administrator' },
      { unit: 'niushi', role: 'clerk' },
    ]);
    expect(api.state.documents?.rosters).toEqual(sound.rosters);
  });

  it('has its faults named by line, blank lines and broken cells counted', async () => {
    const officers = file(
      'officers.csv',
      'id,name,subject,posts\n\nli,"李\n华",local|li,shawan:administrator\n\nho,何,local|ho,niushi:boss\n',
    );
    const { text } = await directory('import', officers);
    expect(text).toContain('officers.csv line 6 (ho): posts[0].role "boss" must be one of officer, clerk, leader');
  });

  it('is read in GB 18030 too; refused if it is neither or a line has too many cells', async () => {
    const neither = file('units.csv', Uint8Array.of(0x69, 0x64, 0x0a, 0xff, 0xff));
    const gb = file('categories.csv', Uint8Array.of(0x69, 0x64, 0x0a, 0xc9, 0xb3, 0xcd, 0xe5));
    const long = file('rosters.csv', 'unit,duty,leader\nshawan,1,2,3\n');
    const { code, text } = await directory('import', neither, gb, long);
    expect(code).toBe(1);
    expect(text).toContain('units.csv: is neither UTF-8 nor GB 18030');
    expect(text).not.toContain('categories.csv');
    expect(text).toMatch(/rosters\.csv: .*line 2/);
  });
});

describe('mistakes are answered with a remedy', () => {
  const mistakes: [what: string, args: () => string[], words: string][] = [
    ['no command', () => [], 'say import, export or show'],
    ['an unknown option', () => ['show', '--frob'], '--frob'],
    ['no file', () => ['import'], 'import needs at least one file'],
    ['a missing file', () => ['import', join(folder, 'units.json')], 'no such file'],
    ['a file of another name', () => ['import', file('people.json', [])], '"people" is no kind of document'],
    ['a file of another sort', () => ['import', file('units.txt', '')], 'give a .json, .csv or .xlsx file'],
    ['broken JSON', () => ['import', file('units.json', '[')], 'units.json: '],
    ['JSON that is no object', () => ['import', file('units.json', '7')], 'units.json: holds 7'],
    ['a kind twice', () => ['import', file('units.json', []), file('a.json', { units: [] })], 'both give units'],
    ['an unknown persona', () => ['show', '--persona', 'pope'], 'there is no persona "pope"'],
    ['a token that does not count', () => ['show', '--token', 'x'], 'answered 401. Unauthorized'],
  ];

  it.each(mistakes)('%s', async (_what, args, words) => {
    const { code, text } = await directory(...args());
    expect(code).toBe(1);
    expect(text).toContain(words);
  });

  it('no API', async () => {
    api.close();
    expect(await directory('show')).toMatchObject({ code: 1, text: expect.stringContaining('npm start') });
  });

  it('nobody to act as', async () => {
    const lines: string[] = [];
    expect(await run(['show', '--api', api.url], {}, (line) => lines.push(line))).toBe(1);
    expect(lines.join()).toContain('--persona admin');
  });
});

describe('export and show', () => {
  it('writes files that import takes back without a change', async () => {
    expect((await directory('export', '--out', join(folder, 'out'))).code).toBe(0);
    const files = Kind.options.map((kind) => join(folder, 'out', `${kind}.json`));
    expect(JSON.parse(readFileSync(files[0] ?? '', 'utf8'))).toEqual(sound.units);
    expect((await directory('import', ...files)).text).toBe('No changes.');
  });

  it('shows the revision to a persona', async () => {
    const { code, text } = await directory('show', '--persona', 'admin');
    expect(code).toBe(0);
    expect(text).toContain('shawan: revision 1\n  units: last changed in revision 1');
  });

  it('makes a first directory out of all kinds', async () => {
    Object.assign(api.state, { documents: undefined, revision: 0 });
    expect(await directory('show')).toMatchObject({ code: 1, text: expect.stringContaining('no directory yet') });
    expect((await directory('import', file('all.json', sound), '--apply')).text).toContain('now revision 1');
  });
});

it('runs as a program', async () => {
  const args = ['bin/directory.ts', 'show', '--api', api.url, '--persona', 'admin'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toContain('shawan: revision 1');
});
