/** One part of a search: what a `qualifier:` has to be, or a text to be found. */
export interface Term {
  /** In lower case; null for a text. */
  qualifier: string | null;
  /** Without its quotes. */
  value: string;
  /** Whether a `-` excludes it. */
  excluded: boolean;
}

/**
 * Takes a query apart as GitHub does: terms at spaces, quoted ones whole, `-` before what is excluded.
 *
 * @param qualifiers what is no text before a colon; of anything else the colon is a part of the text.
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
