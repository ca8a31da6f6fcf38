import { describe, expect } from 'vitest';
import { movesFor, rulingsFor } from '../../../domain/case/allowed.ts';
import { type Case, currentStage, isOpen, openParts } from '../../../domain/case/case.ts';
import { lightOfCase } from '../../../domain/case/light.ts';
import { nextDue } from '../../../domain/case/rungs.ts';
import { CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { continuationOf } from '../../../domain/case-file/continuation.ts';
import { planOf } from '../../../domain/case-file/plan.ts';
import { of, theLeader } from '../../support/a-district.ts';
import { means } from '../../support/casework.ts';
import { lawsOver, type Moment } from '../../support/histories.ts';
import { EVERYBODY } from '../../support/likely-moves.ts';

const AS = '01KJP3AB5S8M6W3T9V2XQ4RD9Z';

/** A case that could go on in another: `continue` is for an open one that stands still for nobody and that nobody helps with. */
const canGoOn = ({ kase }: Moment): boolean =>
  (kase.status === 'open' || kase.status === 'checking') && !kase.paused && openParts(kase).length === 0;

/** Asking everybody what they may do takes its time. */
const isLookedAt = (_: Moment, index: number): boolean => index % 3 === 0;

const continued = ({ file, now, directory }: Moment): CaseFile => {
  const head = file.history.at(-1)?.hash ?? '';
  return continuationOf(file, head, AS, { officer: 'of-shawan', unit: 'shawan', role: 'clerk' }, means(now, directory));
};

/** What people and timers see of a case from here on. */
const ahead = (kase: Case, { now, directory, file: { workflow } }: Moment) => ({
  light: lightOfCase(kase, now),
  next: nextDue(kase, directory),
  where: planOf(kase, workflow, now, directory).where,
  moves: EVERYBODY.map((by) => [by.officer, movesFor(kase, by, now, directory), rulingsFor(kase, by, directory)]),
  holder: { ...currentStage(kase), number: 0, parts: [] },
  counts: kase.counts,
  presses: kase.presses,
  cycles: kase.cycles,
  resolved: [kase.resolvedAt, kase.resolvedBy, kase.resolver],
  answers: kase.firstReceiver?.by,
});

describe('of every history', () => {
  const law = lawsOver();
  law.history(
    'the case that goes on from it is the same case: light, what comes next, and what anybody may do',
    (played) => {
      for (const moment of played.filter(canGoOn).filter(isLookedAt)) {
        const file = continued(moment);
        expect(ahead(caseOf(file), moment)).toEqual(ahead(moment.kase, moment));
        expect(CaseFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
      }
    },
  );

  law.history('a case that goes on tells its holder and those who are asked, and no light again', (played) => {
    for (const moment of played.filter(canGoOn)) {
      const { outbox } = continued(moment);
      const told = outbox.map(({ news, unit }) => `${news} ${unit}`);
      const { kase } = moment;
      const asked = new Set(kase.requests.map(({ to }) => `asked ${to}`));
      const handed = `${kase.status === 'checking' ? 'to-check' : 'handed-over'} ${currentStage(kase).unit}`;
      expect(told.toSorted()).toEqual([handed, ...asked].toSorted());
    }
  });

  law.history('what an ended case was is nobody’s to go on with', (played) => {
    const { kase, now, directory } = played.at(-1) ?? {};
    if (!kase || !directory || isOpen(kase)) return;
    // But for what of its answer is published.
    const left = kase.answer ? ['publish', 'withhold'] : [];
    for (const by of [of('shawan'), theLeader])
      expect(left).toEqual(expect.arrayContaining(movesFor(kase, by, now ?? '', directory)));
  });
});
