import { describe, expect, test } from 'vitest';
import { Command, OpenCase, type Photo } from '../../../domain/case/command.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { continuationOf } from '../../../domain/case-file/continuation.ts';
import { changedContents } from '../../../domain/case-file/history.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, anOpening, MONDAY, means, move, OTHER_CASE, sha256 } from '../../support/casework.ts';

const photo = (name: string, bytes = 80_000): Photo => ({ digest: sha256(name), bytes });
const [before, after] = [photo('before'), photo('after')];
const contentsOf = (file: ReturnType<typeof aCase>) =>
  file.history.flatMap(({ content }) => (content === undefined ? [] : [file.contents[content]?.content]));

describe('photos are kept with the words they came with', () => {
  test('of the intake, of the result, of what was handled on the spot', () => {
    const opened = aCase({ photos: [before] });
    const resolved = move(
      opened,
      of('niushi-v1-g1'),
      { type: 'resolve', result: '已填平', photos: [after] },
      plusSeconds(MONDAY, 600),
    );
    expect(contentsOf(resolved).map((content) => content?.photos)).toEqual([[before], [after]]);
    const recorded = aCase({ photos: [before], record: { result: '已填平', photos: [before, after] } });
    expect(contentsOf(recorded).map((content) => content?.photos)).toEqual([[before], [before, after]]);
  });

  test('without any the content is what it was before there were photos', () => {
    expect(contentsOf(aCase({ photos: [] }))).toEqual(contentsOf(aCase()));
  });

  test('bound by the salted digest: another photo under the same words is told', () => {
    const { contents } = aCase({ photos: [before] });
    const [[digest = '', own] = []] = Object.entries(contents);
    expect(changedContents(contents, sha256)).toEqual([]);
    const content = { ...own, salt: own?.salt ?? '', content: { words: own?.content.words ?? '', photos: [after] } };
    expect(changedContents({ [digest]: content }, sha256)).toEqual([digest]);
  });

  test('a case that goes on in another leaves them where they were put', () => {
    const full = aCase({ photos: [before] });
    const by = { officer: 'of-niushi-v1-g1', unit: 'niushi-v1-g1', role: 'officer' as const };
    const next = continuationOf(full, full.history.at(-1)?.hash ?? '', OTHER_CASE, by, means(MONDAY));
    expect(contentsOf(next)).toEqual([{ words: anOpening().words }]);
    expect(caseOf(next).id).toBe(OTHER_CASE);
  });
});

describe('what no photo can be', () => {
  const seven = Array.from({ length: 7 }, (_, index) => photo(`${index}`));
  test.each([
    ['more than six', seven],
    ['the same twice', [before, before]],
    ['without bytes', [photo('empty', 0)]],
    ['larger than 1.5 MB', [photo('large', 1_500_001)]],
    ['named by something else than a digest', [{ digest: '../../x', bytes: 1 }]],
    ['named in capitals', [{ ...before, digest: before.digest.toUpperCase() }]],
  ])('%s', (_, photos) => {
    expect(OpenCase.safeParse({ ...anOpening(), photos }).success).toBe(false);
    expect(Command.safeParse({ type: 'resolve', result: '已办', photos }).success).toBe(false);
  });
});
