import { invalidSearch } from './invalid-search.ts';
import { type Qualifiers, readQualifiers } from './read-qualifiers.ts';

/** Words that must all match, and words that must not. */
export interface WordGroup {
  words: readonly string[];
  excluded: readonly string[];
}

/** A parsed query: one of the groups must match, and all qualifiers. */
export interface ParsedSearch {
  groups: readonly WordGroup[];
  qualifiers: Qualifiers;
}

const part = /-?[a-z]{2,20}:"[^"]*"?|-?"[^"]*"?|\S+/g;
/** Not `http://…` and `std::vector`, nor an error type with its message, as in `TypeError:x`. */
const qualifier = /^(-?)([a-z]{2,20}):([^/:].*)$/s;

/**
 * Reads a query: words, `"phrases"`, `-excluded`, `or` between groups, and `qualifier:value`.
 *
 * @throws ProblemError `invalid_request` for a query that would silently match nothing, or everything.
 */
export function parseSearch(query: string): ParsedSearch {
  const groups: { words: string[]; excluded: string[] }[] = [{ words: [], excluded: [] }];
  const given: { name: string; value: string; isExcluded: boolean }[] = [];
  for (const [text] of query.matchAll(part)) {
    const [, minus = '', name, value = ''] = qualifier.exec(text) ?? [];
    if (name !== undefined) {
      given.push({ name, value: value.replaceAll('"', ''), isExcluded: minus === '-' });
    } else if (text.toLowerCase() === 'or') {
      groups.push({ words: [], excluded: [] });
    } else {
      const isExcluded = /^-./.test(text);
      const words = text
        .slice(isExcluded ? 1 : 0)
        .replaceAll('"', ' ')
        .trim();
      if (/[\p{L}\p{N}]/u.test(words)) groups.at(-1)?.[isExcluded ? 'excluded' : 'words'].push(words);
    }
  }
  const qualifiers = readQualifiers(given);
  const wanted = groups.filter(({ words, excluded }) => words.length + excluded.length > 0);
  if (wanted.length === 0 || wanted.some(({ words }) => words.length === 0)) {
    throw invalidSearch(
      wanted.length === 0
        ? 'needs a word to search for'
        : 'needs a word to search for besides the excluded ones',
    );
  }
  return { groups: wanted, qualifiers };
}
