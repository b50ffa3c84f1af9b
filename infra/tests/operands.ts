/**
 * What an alert's expression compares: its parts beside `and` and `unless`, without the thresholds. Each ought to
 * have data in a system that is well, while the whole has none.
 */
export function operands(expression: string): string[] {
  const parts = expression.split(/ (?:and|unless)(?: on \([^)]*\))? /);
  return parts.map((part) => part.replace(/^absent\((.*)\)$/s, '$1').replace(/\s*(?:<|>|==)\s*[\d.]+$/, ''));
}
