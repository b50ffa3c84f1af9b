import { invalidSearch } from './invalid-search.ts';
import { isQualifier, type Qualifiers, readQualifiers } from './read-qualifiers.ts';

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

const part = /-?[a-z]{2,20}:"[^"]*"?|-?"[^"]*"?|\S+/gi;
/** Not `http://…` and `std::vector`. */
const qualifier = /^(-?)([a-z]{2,20}):(?!:|\/\/)(.*)$/is;
/** Not `--no-cache`: options of command lines are words. */
const exclusion = /^-[^-]/;

/**
 * Reads a query: words, `"phrases"`, `-excluded` or `NOT excluded`, `or` between groups, `AND`, and `qualifier:value`.
 *
 * @throws ProblemError `invalid_request` for a query that would silently match nothing, or everything.
 */
export function parseSearch(query: string): ParsedSearch {
  const groups: { words: string[]; excluded: string[] }[] = [{ words: [], excluded: [] }];
  const given: { name: string; value: string; isExcluded: boolean }[] = [];
  let isAfterNot = false;
  for (const [text] of query.matchAll(part)) {
    if (isAfterNot && (exclusion.test(text) || /^(?:and|or|not)$/i.test(text))) throw invalidNot();
    if (text === 'NOT') {
      isAfterNot = true;
      continue;
    }
    const named = readNamed(text);
    if (named !== null) {
      given.push({ ...named, isExcluded: named.isExcluded || isAfterNot });
    } else if (text.toLowerCase() === 'or') {
      groups.push({ words: [], excluded: [] });
    } else if (text !== 'AND') {
      const hasMinus = exclusion.test(text);
      const words = text
        .slice(hasMinus ? 1 : 0)
        .replaceAll('"', ' ')
        .trim();
      if (/[\p{L}\p{N}]/u.test(words)) {
        groups.at(-1)?.[hasMinus || isAfterNot ? 'excluded' : 'words'].push(words);
      }
    }
    isAfterNot = false;
  }
  if (isAfterNot) throw invalidNot();
  const qualifiers = readQualifiers(given);
  const wanted = groups.filter(({ words, excluded }) => words.length + excluded.length > 0);
  if (wanted.length === 0 || wanted.some(({ words }) => words.length === 0)) {
    throw invalidSearch(
      wanted.length === 0
        ? 'needs a word; the operators AND, OR and NOT are words in quotes: "NOT"'
        : 'needs a word besides the excluded ones',
    );
  }
  return { groups: wanted, qualifiers };
}

const invalidNot = () =>
  invalidSearch('NOT excludes the word after it, as -word does; as a word it is found in quotes: "NOT"');

/** A qualifier that is known, in any case; or that may be meant as one: not `TypeError:x`, `path:/etc` and `fatal:`. */
function readNamed(text: string) {
  const [, minus, written, value = ''] = qualifier.exec(text) ?? [];
  if (written === undefined) return null;
  const name = written.toLowerCase();
  const isMeant = isQualifier(name) || (written === name && value !== '' && !value.startsWith('/'));
  return isMeant ? { name, value: value.replaceAll('"', ''), isExcluded: minus === '-' } : null;
}
