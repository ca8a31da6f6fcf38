import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { urgencyOf } from '../../domain/case-file/news-table.ts';
import { claimNotices, type Outcome } from '../../domain/case-file/outbox.ts';
import { type Instant, type Phone, plusSeconds } from '../../domain/primitives.ts';
import type { Budget } from '../../functions/shell/budget.ts';
import type { CaseStore } from '../../functions/shell/case-store.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import type { LineStore } from '../../functions/shell/line-store.ts';
import type { ResidentStore } from '../../functions/shell/resident-store.ts';
import type { Outgoing } from '../../functions/shell/sms.ts';
import { district } from '../support/casework.ts';

/** What a test throws where a process dies: nothing after it is done by that process. */
export class Killed extends Error {}

export interface Killing {
  /** The write at which the process dies, counted from 0; never, if absent. */
  at?: number;
  when?: 'before' | 'after';
}

/** The writes of one process, in order, by name; it dies at the one that is said. */
export function aProcess({ at = Number.POSITIVE_INFINITY, when = 'before' }: Killing = {}) {
  const writes: string[] = [];
  let isDead = false;
  const dies = (): never => {
    isDead = true;
    throw new Killed('the process has died');
  };
  return {
    writes,
    write:
      <Given extends unknown[], Result>(name: string, work: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        if (isDead) throw new Killed('the process is dead');
        const number = writes.push(name) - 1;
        if (number === at && when === 'before') return dies();
        const result = await work(...given);
        return number === at || isDead ? dies() : result;
      },
  };
}
type Process = ReturnType<typeof aProcess>;

/** Cases in memory, with the promise of the real store: a write of an old version is none. */
export function someCases() {
  const files = new Map<string, CaseFile>();
  /** Cases that cannot be read. */
  const broken = new Set<string>();
  const store: CaseStore = {
    async load(id) {
      if (broken.has(id)) throw new Error(`case ${id} cannot be read`);
      return structuredClone(files.get(id));
    },
    async save(file) {
      const { id } = caseOf(file);
      if ((files.get(id)?.version ?? 0) !== file.version - 1) return false;
      files.set(id, structuredClone(file));
      return true;
    },
  };
  return { files, broken, store };
}

const never = () => {
  throw new Error('no letter here is to a resident');
};
const noResidents: ResidentStore = {
  load: never,
  save: never,
  pageOfCase: never,
  ofCase: never,
  ofPerson: never,
  joined: never,
  erase: never,
  phone: never,
  savePhone: never,
  erasePhone: never,
  noteReading: never,
  readings: never,
};

/** A telephone network, a month's budget, and a clock that a test moves. */
export function aWorld(lines: LineStore, at: Instant) {
  const { files, broken, store } = someCases();
  const sent: { at: Instant; message: Outgoing }[] = [];
  const world = {
    now: at,
    files,
    broken,
    sent,
    lines,
    outcome: { outcome: 'sent', reference: 'r' } as Outcome,
    allows: (_isUrgent: boolean) => true,
    /** What happens while a message is on its way. */
    meanwhile: async () => {},
    pass(seconds: number) {
      world.now = plusSeconds(world.now, seconds);
    },
    desk: (cases: CaseStore): Desk => ({ cases, directory: async () => district, now: () => world.now }),
    /** What one process sends with. */
    sender({ write }: Process = aProcess()) {
      const budget: Budget = {
        allows: async (whose) => world.allows(whose === 'urgent'),
        spend: write('spend', async () => {}),
      };
      const send = async (message: Outgoing) => {
        sent.push({ at: world.now, message });
        await world.meanwhile();
        return world.outcome;
      };
      return {
        desk: {
          lines: {
            ...lines,
            save: write('line', lines.save),
            keep: write('message', lines.keep),
            drop: write('drop', lines.drop),
            keepDead: write('dead', lines.keepDead),
          },
          cases: world.desk({ ...store, save: write('case', store.save) }),
          reviews: {
            reviews: { load: async () => undefined, save: async () => false },
            directory: async () => district,
          },
          residents: noResidents,
        },
        residentsAt: 'https://api.example/u/',
        sms: { takesReplies: true, send: write('send', send) },
        budget,
        acknowledgeAt: 'https://api.example/a/',
      };
    },
    /** Posts what the outboxes hold for now, as notify does. */
    async post(means: (now: Instant) => Parameters<typeof claimNotices>[1]): Promise<void> {
      for (const before of [...files.values()]) {
        const { file, claimed } = claimNotices(before, means(world.now));
        if (isRefusal(file)) throw new Error('never');
        files.set(caseOf(file).id, { ...file, version: claimed.length > 0 ? file.version + 1 : file.version });
        for (const notice of claimed) await lines.post(notice.phone, letterOf(file, notice), world.now);
      }
    },
  };
  return world;
}

export const letterOf = (file: CaseFile, notice: ReturnType<typeof claimNotices>['claimed'][number]) => ({
  of: 'case' as const,
  id: caseOf(file).id,
  notice: notice.id,
  news: notice.news,
  attempt: notice.attempt,
  unit: notice.unit,
  as: notice.as,
  urgency: urgencyOf(notice, caseOf(file)),
  at: notice.claimedAt ?? '',
});

/** What is on record of the messages to one telephone, by how each ended. */
export const outcomesTo = (file: CaseFile, phone: Phone): string[] =>
  file.history.flatMap(({ what }) =>
    what.type === 'notified' && what.phoneEnding === phone.slice(-4) ? [what.outcome] : [],
  );
