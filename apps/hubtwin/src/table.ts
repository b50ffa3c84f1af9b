const gap = '  ';

/** Formats rows of columns as a plain-text table; numbers are right-aligned. */
export function formatColumns(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, `${cell}`.length);
    });
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, at) => {
        const width = widths[at] ?? 0;
        return typeof cell === 'number' ? `${cell}`.padStart(width) : cell.padEnd(width);
      });
      return `${gap}${cells.join(gap)}`.trimEnd();
    })
    .join('\n');
}
