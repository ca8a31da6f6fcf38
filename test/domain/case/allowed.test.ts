import { expect, test } from 'vitest';
import { EVERY_MOVE, movesFor, rulingsFor } from '../../../domain/case/allowed.ts';
import type { Case } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { decide } from '../../../domain/case/decide.ts';
import { type Actor, RESIDENT, type Resident } from '../../../domain/case/decision.ts';
import type { Move } from '../../../domain/case/moves.ts';
import { isRefusal, type RefusalCode } from '../../../domain/case/refusal.ts';
import { WishKind } from '../../../domain/case/wish.ts';
import type { Directory } from '../../../domain/directory/directory.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { theLeader } from '../../support/a-district.ts';
import { everyHistory, type Moment } from '../../support/histories.ts';
import { EVERYBODY, make } from '../../support/likely-moves.ts';

/** Somebody with a post at the grid and one at the centre, besides all who have one post. */
const inTwoPlaces: Actor = {
  officer: 'of-two',
  posts: [{ unit: 'niushi-v1-g1', role: 'officer' }, ...theLeader.posts],
};
const OFFICERS = [...EVERYBODY, inTwoPlaces];
const ANYBODY = [...OFFICERS, RESIDENT];
const nameOf = (by: Actor | Resident): string => ('resident' in by ? 'the resident' : by.officer);
const ROLLS = [0, 1, 2, 5, 7, 11, 13, 40, 61];

const refusal = (
  kase: Case,
  command: Command,
  by: Actor | Resident,
  { now, directory }: Moment,
): RefusalCode | undefined => {
  const decision = decide(kase, command, by, now, directory);
  return isRefusal(decision) ? decision.refused : undefined;
};

/** The last moments of a history, and those after which somebody asked for something. */
const looked = (played: readonly Moment[]): Moment[] => played.filter(({ asked }, index) => asked || index % 5 === 0);

test('what is not among the moves allowed is refused, whoever says it and however', () => {
  everyHistory((played) => {
    for (const moment of looked(played)) {
      const { kase, now, directory } = moment;
      for (const by of ANYBODY) {
        const allowed = movesFor(kase, by, now, directory);
        for (const move of EVERY_MOVE.filter((name) => !allowed.includes(name))) {
          const accepted = ROLLS.find((roll) => !refusal(kase, make(move, kase, roll, now), by, moment));
          expect(accepted, `${nameOf(by)}: ${move} is accepted (roll ${accepted}) and not allowed`).toBeUndefined();
        }
      }
    }
  }, 60);
});

test('what somebody did was allowed to them before', () => {
  everyHistory((played) => {
    for (const { asked, command, before } of played) {
      if (!asked || !command || !before) continue;
      expect(movesFor(before.kase, asked.by, before.now, before.directory)).toContain(command.type);
    }
  });
});

/** What depends on the words of a move, and so is no reason to keep it from people. */
const IN_THE_WORDS: Partial<Record<Move, readonly RefusalCode[]>> = {
  // An earlier deadline is set at once, also while a later one is asked for.
  recategorise: ['already-asked', 'same-category', 'unknown-category'],
  // Dissatisfied is said once, satisfied at any time, by a resident with a receipt alone.
  rate: ['already-rated', 'not-for-you'],
  // What can no longer be granted can still be refused.
  rule: ['not-asked', 'not-for-you', 'expired', 'unknown-unit', 'no-such-part'],
  withdraw: ['not-asked'],
  extend: ['extension-too-long'],
  pause: ['pause-too-long'],
  assign: ['not-below'],
  message: ['too-many-messages'],
  'hand-duty': ['itself', 'unknown-officer'],
  link: ['itself', 'already-linked'],
  transfer: ['not-beside'],
  dispatch: ['named-twice', 'not-a-department'],
};

test('what is allowed is refused for nothing but what is said in it', () => {
  everyHistory((played) => {
    for (const moment of looked(played)) {
      const { kase, now, directory } = moment;
      for (const by of ANYBODY) {
        for (const move of movesFor(kase, by, now, directory)) {
          for (const roll of ROLLS) {
            const code = refusal(kase, make(move, kase, roll, now), by, moment);
            if (code) expect(IN_THE_WORDS[move] ?? [], `${nameOf(by)}: ${move}`).toContain(code);
          }
        }
      }
    }
  }, 60);
});

test('the rulings are those that a refusal of the wish is taken for', () => {
  const refuses = (kase: Case, wish: WishKind, by: Actor, now: string, directory: Directory): boolean =>
    !isRefusal(decide(kase, { type: 'rule', wish, grant: false, reason: '不同意' }, by, now, directory));
  everyHistory((played) => {
    for (const { kase, now, directory } of looked(played)) {
      for (const by of OFFICERS) {
        const taken = WishKind.options.filter((wish) => refuses(kase, wish, by, now, directory));
        expect(rulingsFor(kase, by, directory).toSorted()).toEqual(taken.toSorted());
      }
    }
  }, 100);
});

test('nothing is allowed on a case that has ended but to say what of its answer is published, nor to somebody without a post', () => {
  everyHistory((played) => {
    const { kase, now, directory } = played.at(-1) ?? { kase: undefined, now: '', directory: undefined };
    if (!kase || !directory) return;
    expect(movesFor(kase, { officer: 'of-nobody', posts: [] }, now, directory)).toEqual([]);
    const left = movesFor(kase, theLeader, plusSeconds(now, 60), directory);
    if (kase.endedAt !== null) expect(kase.answer ? ['publish', 'withhold'] : []).toEqual(expect.arrayContaining(left));
  }, 100);
});
