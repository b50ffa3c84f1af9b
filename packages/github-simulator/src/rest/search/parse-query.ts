/** One part of a search: a qualifier with its value, or a text. */
export interface Term {
  /** In lower case; null for a text. */
  qualifier: string | null;
  /** Without its quotes. */
  value: string;
  /** Whether a `-` excludes it. */
  excluded: boolean;
}

/**
 * Splits a query as GitHub does: terms at spaces, quoted ones unsplit, `-` before excluded ones.
 *
 * @param qualifiers the known qualifiers; for any other word the colon is part of the text.
 */
export function parseQuery(query: string, qualifiers: ReadonlySet<string>): Term[] {
  const parts = query.matchAll(/(-?)(?:([a-z-]+):)?((?:"[^"]*"|[^\s"])+)/gi);
  return [...parts].map(([whole, minus = '', name, value = '']) => {
    const qualifier = name?.toLowerCase() ?? null;
    const isKnown = qualifier === null || qualifiers.has(qualifier);
    return {
      qualifier: isKnown ? qualifier : null,
      value: (isKnown ? value : whole.slice(minus.length)).replaceAll('"', ''),
      excluded: minus === '-',
    };
  });
}
