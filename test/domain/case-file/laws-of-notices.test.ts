import { describe, expect } from 'vitest';
import type { Case } from '../../../domain/case/case.ts';
import { currentStage, isOpen, openParts } from '../../../domain/case/case.ts';
import { unitOf } from '../../../domain/case/moves.ts';
import { MOST_ATTEMPTS } from '../../../domain/case-file/next-phone.ts';
import type { Notice } from '../../../domain/case-file/notice.ts';
import { noticeSays } from '../../../domain/case-file/notice-texts.ts';
import { textOf } from '../../../domain/line/templates.ts';
import { lawsOver, type Moment } from '../../support/histories.ts';

/** Every unit that the case has had to do with, up to this moment. */
function touched(played: readonly Moment[]): Set<string> {
  const units = ({ stages, requests, firstReceiver, origin }: Case) => [
    origin,
    ...stages.flatMap(({ unit, parts }) => [unit, ...parts.map((part) => part.unit)]),
    ...requests.map(({ to }) => to),
    ...requests.flatMap(({ by }) => unitOf(by) ?? []),
    ...(firstReceiver ? [unitOf(firstReceiver.by) ?? origin] : []),
  ];
  return new Set(played.flatMap(({ kase }) => units(kase)));
}

const added = ({ file, before }: Moment): Notice[] =>
  file.outbox.filter(({ id }) => !before?.file.outbox.some((known) => known.id === id));

const outcomeIn = (kase: Case, unit: string) =>
  kase.stages.flatMap(({ parts }) => parts).findLast((part) => part.unit === unit)?.outcome;

describe('the notices of every history', () => {
  const law = lawsOver();
  law.history('go to units that have something to do with the case', (played) => {
    const units = touched(played);
    for (const { file } of played) {
      const strange = file.outbox.find(({ unit, about = unit }) => !units.has(about));
      if (strange) expect.fail(`${strange.unit} is told of ${strange.news}`);
    }
  });

  law.history('have each a number of their own, for good', (played) => {
    const ids = played.flatMap((moment) => added(moment).map(({ id }) => id));
    if (new Set(ids).size < ids.length) expect.fail(`twice: ${ids.filter((id, index) => ids.indexOf(id) < index)}`);
  });

  law.moment('of an ended case tell of the end, and of nothing else', (present) => {
    if (isOpen(present.kase)) return;
    const waiting = present.file.outbox.filter(({ claimedAt }) => claimedAt === null);
    for (const { news, attempt } of waiting) if (attempt === 0) expect(['moved', 'ended']).toContain(news);
  });

  law.moment('tell whoever held or helped when somebody else has ended that', ({ kase, file, asked }, before) => {
    if (!isOpen(before.kase) || !asked || kase === before.kase) return;
    const by = unitOf(file.history.at(-1)?.by);
    const holds = new Set([currentStage(kase), ...openParts(kase)].map(({ unit }) => unit));
    const was = openParts(before.kase).map(({ unit }) => unit);
    const parted = was.filter((unit) => !(isOpen(kase) && holds.has(unit)) && outcomeIn(kase, unit) === 'lapsed');
    const held = kase.status === 'cancelled' || kase.status === 'merged' ? [currentStage(kase).unit] : [];
    const told = file.outbox.filter(({ news }) => news === 'ended').map(({ unit }) => unit);
    for (const unit of [...parted, ...held]) if (unit !== by) expect(told).toContain(unit);
  });

  law.moment('to one receiver at one moment are of different things, and a light is told by its worst', (present) => {
    const rows = added(present)
      .filter(({ about }) => about === undefined)
      .map(({ news, unit, as }) => `${news} ${unit} ${as}`);
    if (new Set(rows).size < rows.length) expect.fail(`twice: ${rows}`);
    const lights = rows
      .filter((row) => /^(yellow|red|case-red|reminder) /.test(row))
      .map((row) => row.replace(/^\S+ /, ''));
    if (new Set(lights).size < lights.length) expect.fail(`two lights: ${rows}`);
  });

  law.moment('are tried so often and no more, and fit one message', ({ file, kase, directory }) => {
    for (const notice of file.outbox) {
      if (notice.attempt >= MOST_ATTEMPTS) expect(notice.deadSince).toBeDefined();
      const text = textOf(noticeSays(notice, kase, directory));
      if (text.length > 70 || !text.includes(kase.id)) expect.fail(text);
    }
  });
});
