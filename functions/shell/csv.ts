export type Cell = string | number | boolean | null;

/** Spreadsheets take text for a formula that begins so, in full width too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A table as RFC 4180 has it, in UTF-8 with a mark that spreadsheets know it by. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it; numbers stay numbers.
 */
export const csvOf = (names: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${[names, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

function cell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
