import type { Bad } from './bad-requests.ts';

/** What was sent to each operation, what it was answered, and what was wrong with that. */
export function aTally() {
  const counts = new Map<string, Map<string, number>>();
  const faults = new Map<string, { times: number; example: string }>();
  let all = 0;
  return {
    count(row: string, status: number | string): void {
      all += 1;
      const own = counts.get(row) ?? new Map<string, number>();
      counts.set(row, own.set(String(status), (own.get(String(status)) ?? 0) + 1));
    },
    fault(row: string, fault: string, example: string): void {
      const key = `${row}: ${fault}`;
      faults.set(key, { example, ...faults.get(key), times: (faults.get(key)?.times ?? 0) + 1 });
    },
    all: () => all,
    statuses: (row: string): string[] => [...(counts.get(row)?.keys() ?? [])],
    faults: (): string[] => [...faults].map(([key, { times, example }]) => `${key} (${times} times) ${example}`),
    table(): string {
      const rows = [...counts].map(([row, own]) => {
        const each = [...own].toSorted().map(([status, count]) => `${status}×${count}`);
        return `${row.padEnd(48)} ${each.join(' ')}`;
      });
      return [...rows, `${all} bad inputs`].join('\n');
    },
  };
}

/** A request short enough to be read. */
export function toldShortly({ method, target, headers, body }: Bad): string {
  const text = JSON.stringify({ target, headers, body: body?.toString().slice(0, 300) });
  return `${method} ${text.slice(0, 900)}`;
}
