/** The lines of a file that its parser skips, because they are invalid. */
export interface SkippedLines {
  /** @param line counted from 1. */
  add(line: number, reason: string): void;
  /** A sentence about them; null: there are none. */
  describe(): string | null;
}

const maxDescribed = 3;
const maxLength = 100;

export function createSkippedLines(): SkippedLines {
  const first: string[] = [];
  let count = 0;
  return {
    add(line, reason) {
      count += 1;
      if (first.length < maxDescribed) first.push(`line ${line}: ${reason.slice(0, maxLength)}`);
    },
    describe() {
      if (count === 0) return null;
      const more = count > first.length ? `; and ${count - first.length} more` : '';
      return `${count === 1 ? 'a line was' : `${count} lines were`} skipped: ${first.join('; ')}${more}`;
    },
  };
}
