/** Words as a shell separates them; quotes stay. */
export function splitWords(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\]|\\$)+/gs) ?? [];
}
