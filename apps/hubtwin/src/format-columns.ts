import Table from 'cli-table3';

const lines = ['top', 'bottom', 'left', 'right', 'mid'] as const;
const joints = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'] as const;
const crossings = ['left-mid', 'mid-mid', 'right-mid', 'middle'] as const;

/** Columns are separated by spaces alone. */
const chars = Object.fromEntries([...lines, ...joints, ...crossings].map((part) => [part, '']));
const style = { 'padding-left': 2, 'padding-right': 0, head: [], border: [] };

/** Formats rows of columns as a plain-text table; numbers are right-aligned. */
export function formatColumns(rows: readonly (readonly (string | number)[])[]): string {
  const colAligns = rows[0]?.map((cell) => (typeof cell === 'number' ? 'right' : 'left')) ?? [];
  const table = new Table({ chars, style, colAligns });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
