/** A line with those that continue it, and the number of the first, counted from 1. */
export interface JoinedLine {
  number: number;
  text: string;
}

/** The lines of a text; a backslash at the end of one continues it. Takes linear time. */
export function joinedLines(text: string): JoinedLine[] {
  const joined: JoinedLine[] = [];
  let open: { number: number; parts: string[] } | null = null;
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    open ??= { number: at + 1, parts: [] };
    const isContinued = line.endsWith('\\');
    open.parts.push(isContinued ? line.slice(0, -1) : line);
    if (isContinued) continue;
    joined.push({ number: open.number, text: open.parts.join(' ') });
    open = null;
  }
  return open === null ? joined : [...joined, { number: open.number, text: open.parts.join(' ') }];
}
