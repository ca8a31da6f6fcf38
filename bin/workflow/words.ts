/** An execution that was looked at: its version, and where its case waits or why it is left alone. */
export interface Line {
  version: number;
  hold: string;
}

/** How many wait where, the oldest version first. */
export function tableOf(lines: readonly Line[]): string[] {
  if (lines.length === 0) return [];
  const groups = Map.groupBy(lines, ({ version, hold }) => `${version === 0 ? 'none' : version}\t${hold}`);
  const rows = [...groups]
    .map(([group, own]) => ({ version: own[0]?.version ?? 0, cells: [...group.split('\t'), String(own.length)] }))
    .sort((a, b) => a.version - b.version || (a.cells[1] ?? '').localeCompare(b.cells[1] ?? '', 'en'));
  const table = [['version', 'waits in', 'cases'], ...rows.map(({ cells }) => cells)];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map(([version = '', hold = '', cases = '']) =>
    `  ${version.padEnd(widths[0] ?? 0)}  ${hold.padEnd(widths[1] ?? 0)}  ${cases}`.trimEnd(),
  );
}

export const countOf = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
