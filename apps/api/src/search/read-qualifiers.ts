import { fullName, login } from '@hubtwin/contract';
import { invalidSearch } from './invalid-search.ts';

export type SearchedKind = 'issues' | 'pulls' | 'commits';

/** The parsed qualifiers of a query. */
export interface Qualifiers {
  /** Null: all. */
  kinds: ReadonlySet<SearchedKind> | null;
  /** Whether only titles are searched. */
  isInTitle: boolean;
  /** As `owner/name`. */
  repository: string | null;
  conditions: readonly Condition[];
}

/** A condition that an object must, or must not, fulfil. */
export interface Condition {
  of: 'state' | 'author' | 'assignee' | 'label' | 'merged' | 'draft';
  value: string;
  isExcluded: boolean;
}

interface Given {
  name: string;
  value: string;
  isExcluded: boolean;
}

const titled = ['issues', 'pulls'] as const;
const kindOf: Readonly<Record<string, SearchedKind>> = {
  issue: 'issues',
  issues: 'issues',
  pr: 'pulls',
  pull: 'pulls',
  pulls: 'pulls',
  commit: 'commits',
  commits: 'commits',
};

type Effect = { kinds: readonly SearchedKind[] } | Pick<Condition, 'of' | 'value'> | 'title' | 'repository';

/** The meaning of each qualifier; undefined: the value is invalid. */
const meanings: Readonly<Record<string, { values: string; read(value: string): Effect | undefined }>> = {
  type: { values: 'issue, pr or commit', read: kind },
  is: {
    values: 'open, closed, merged, draft, issue, pr or commit',
    read: (value) => state(value) ?? flag(value.toLowerCase()) ?? kind(value),
  },
  state: { values: 'open or closed', read: state },
  in: { values: 'title', read: (value) => (value.toLowerCase() === 'title' ? 'title' : undefined) },
  repo: {
    values: 'owner/name',
    read: (value) => (fullName.safeParse(value).success ? 'repository' : undefined),
  },
  author: { values: 'a login', read: (value) => account('author', value) },
  assignee: { values: 'a login', read: (value) => account('assignee', value) },
  label: {
    values: 'the name of a label',
    read: (value) => (value === '' ? undefined : { of: 'label', value }),
  },
};

function kind(value: string): Effect | undefined {
  const name = value.toLowerCase();
  const named = Object.hasOwn(kindOf, name) ? kindOf[name] : undefined;
  return named === undefined ? undefined : { kinds: [named] };
}

function state(value: string): Effect | undefined {
  const name = value.toLowerCase();
  return name === 'open' || name === 'closed' ? { of: 'state', value: name } : undefined;
}

function flag(value: string): Effect | undefined {
  return value === 'merged' || value === 'draft' ? { of: value, value: '' } : undefined;
}

function account(of: 'author' | 'assignee', value: string): Effect | undefined {
  return login.safeParse(value.replace(/\[bot\]$/i, '')).success ? { of, value } : undefined;
}

/** Whether there is one with this name, in lower case. */
export const isQualifier = (name: string) => Object.hasOwn(meanings, name);

/** @throws ProblemError `invalid_request` for one that there is not, or whose value it does not take. */
export function readQualifiers(given: readonly Given[]): Qualifiers {
  let kinds: SearchedKind[] | null = null;
  let isInTitle = false;
  let repository: string | null = null;
  const conditions: Condition[] = [];
  const narrow = (to: readonly SearchedKind[]) => {
    kinds = (kinds ?? [...new Set(Object.values(kindOf))]).filter((each) => to.includes(each));
  };
  for (const { name, value, isExcluded } of given) {
    const effect = readOne(name, value);
    if (typeof effect === 'object' && 'of' in effect) {
      conditions.push({ ...effect, isExcluded });
      // Commits only have an author.
      if (effect.of !== 'author')
        narrow(effect.of === 'merged' || effect.of === 'draft' ? ['pulls'] : titled);
    } else if (isExcluded) throw invalidSearch(`-${name}: cannot be excluded`);
    else if (effect === 'title') isInTitle = true;
    else if (effect === 'repository') {
      if (repository !== null) throw invalidSearch('repo: can be given once');
      repository = value;
    } else narrow(effect.kinds);
  }
  return { kinds: kinds === null ? null : new Set(kinds), isInTitle, repository, conditions };
}

function readOne(name: string, value: string): Effect {
  const meaning = isQualifier(name) ? meanings[name] : undefined;
  if (meaning === undefined) {
    const known = Object.keys(meanings).map((each) => `${each}:`);
    throw invalidSearch(
      `${name}: is not a qualifier; the qualifiers are ${known.join(' ')}. To search for the text, quote it: "${name}:${value}"`,
    );
  }
  const effect = meaning.read(value);
  if (effect === undefined) {
    throw invalidSearch(
      `${name}: must be ${meaning.values}. As text it is found in quotes: "${name}:${value}"`,
    );
  }
  return effect;
}
