/** Splits words as a shell does; quotes remain. */
export function splitWords(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\]|\\$)+/gs) ?? [];
}
