import { expect, test } from 'vitest';
import { voicesOf } from '../../domain/case/voices.ts';
import { answerIn } from '../../domain/case-file/answer.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import { faceOf } from '../../functions/shell/public-face.ts';
import { sampleDocuments } from '../../sample/directory.ts';
import { matters } from '../../sample/matters.ts';
import { play } from '../../sample/play.ts';

const documents = sampleDocuments();
const directory = openDirectory(documents, 'shawan', 1);
const [from, to] = ['2026-02-28T16:00:00.000Z', '2026-03-30T16:00:00.000Z'];

test('a month of the sample has a public list: answers published, withheld and waiting, and words of residents', () => {
  const played = [...matters({ seed: 2014, from, to, count: 626, documents })]
    .filter(({ resident }) => resident)
    .map((matter) => play(matter, directory, to));
  expect(played.length).toBeGreaterThan(30);
  expect(played.every(({ receipt }) => receipt !== undefined)).toBe(true);
  const answered = played.filter((file) => caseOf(file).answer);
  const outcomes = Map.groupBy(answered, (file) => caseOf(file).answer?.check?.outcome ?? 'waiting');
  expect(outcomes.get('published')?.length).toBeGreaterThan(0.6 * answered.length);
  expect(outcomes.get('withheld')?.length).toBeGreaterThan(0);
  expect(outcomes.get('waiting')?.length).toBeGreaterThan(0);
  for (const file of outcomes.get('published') ?? [])
    expect(faceOf(file, caseOf(file), directory)?.answer?.check).toMatchObject({ words: answerIn(file)?.words });
  const voices = answered.flatMap(({ history }) => voicesOf(history));
  const rated = voices.filter(({ satisfied }) => satisfied !== null);
  expect(rated.length).toBeGreaterThan(0.3 * voices.length);
  expect(rated.filter(({ satisfied }) => satisfied).length).toBeGreaterThan(0.7 * rated.length);
});
