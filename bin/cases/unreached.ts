import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import { execute } from '../../functions/shell/execute.ts';
import type { LineStore } from '../../functions/shell/line-store.ts';

/**
 * Lists the notices that reached no telephone and are still news, oldest first; what is none any more leaves the list. Answers
 * the exit code: 1 if there are any.
 */
export async function unreached(desk: Desk, lines: LineStore, print: (line: string) => void): Promise<number> {
  let count = 0;
  for (const dead of (await lines.dead()).toSorted((a, b) => (a.since < b.since ? -1 : 1))) {
    const file = await desk.cases.load(dead.id);
    const notice = file?.outbox.find(({ id, deadSince }) => id === dead.notice && deadSince !== undefined);
    if (!notice) {
      await lines.dropDead(dead);
      continue;
    }
    count += 1;
    const { news, unit, as, attempt, notBefore } = notice;
    print(
      `${dead.id}: ${news} to ${as} of ${unit}, in vain since ${dead.since}, ${attempt} tries, next at ${notBefore}`,
    );
  }
  print(
    count === 0
      ? 'Every notice reached a telephone, or is on its way.'
      : `${count} notices. Send them again: notify CASE…`,
  );
  return count === 0 ? 0 : 1;
}

/** Has the notices of cases that wait sent at once. A second call changes nothing until they have failed again. */
export async function notify(desk: Desk, ids: readonly string[], print: (line: string) => void): Promise<number> {
  let failed = 0;
  for (const id of ids) {
    let count = 0;
    const file = await execute(desk, id, (before, means) => {
      count = waiting(before, means).length;
      return count === 0 ? before : hastened(before, means);
    });
    if (!file) failed += 1;
    print(file ? `${id}: ${count} notices are sent now` : `${id}: there is no such case`);
  }
  return failed > 0 ? 1 : 0;
}

const waiting = ({ outbox }: CaseFile, { now }: Means) =>
  outbox.filter(
    ({ claimedAt, notBefore, deadSince }) => claimedAt === null && deadSince !== undefined && notBefore > now,
  );

const hastened = (file: CaseFile, means: Means): CaseFile => {
  const dead = waiting(file, means);
  return { ...file, outbox: file.outbox.map((own) => (dead.includes(own) ? { ...own, notBefore: means.now } : own)) };
};
