import type { Named } from './named.ts';
import type { SkippedLines } from './skipped-lines.ts';

/** Sticky patterns that do not overlap with the next one, so that no text is scanned twice. */
const space = /[ \t]*/y;
const quoted = /"([^"#\\]*)"|'([^'\\]*)'/y;
const symbol = /:(\w+)/y;
const option = /(\w+):|:(\w+)[ \t]*=>/y;
const word = /[\w?!.]+/y;

/** Starts of blocks that `end` closes: `do`, also with arguments, and conditions that are not modifiers. */
const opensBlock = /\bdo(?:[ \t]*\|[^|]*\|)?$/;
const condition = /^(?:if|unless|case|begin|def|while|until|class|module)\b/;

/** Groups of gems that production does not install. */
const developing = new Set(['development', 'test']);

interface Groups {
  areAny: boolean;
  /** Whether production installs none of them. */
  areDeveloping: boolean;
}

const noGroups: Groups = { areAny: false, areDeveloping: true };

const within = ({ areAny, areDeveloping }: Groups, groups: readonly string[]): Groups => ({
  areAny: areAny || groups.length > 0,
  areDeveloping: areDeveloping && groups.every((group) => developing.has(group)),
});

/**
 * Parses the gems of a Gemfile without executing it: their names and versions must be written as literals. Takes linear
 * time.
 *
 * @see https://bundler.io/man/gemfile.5.html
 */
export function parseGemfile(text: string, skipped: SkippedLines): Named[] {
  const gems: Named[] = [];
  /** The groups that contain each open block, of which only the kind of gems in them matters. */
  const blocks: Groups[] = [];
  for (const { number, text: line } of statements(text)) {
    if (/^end\b/.test(line)) {
      blocks.pop();
      continue;
    }
    const [, called = '', rest = ''] = /^(\w+)\b[ \t]*(.*)$/s.exec(line) ?? [];
    const opens = opensBlock.test(line) || condition.test(line);
    const containing = blocks.at(-1) ?? noGroups;
    if (opens) blocks.push(called === 'group' ? within(containing, readArguments(rest).symbols) : containing);
    if (called !== 'gem') continue;
    const {
      literals: [name, ...versions],
      options,
    } = readArguments(rest);
    if (name === undefined || name === '') {
      skipped.add(number, `not the name of a gem: ${line}`);
      continue;
    }
    const source = options.get('git') ?? options.get('github') ?? options.get('path');
    const groups = within(containing, [...(options.get('group') ?? []), ...(options.get('groups') ?? [])]);
    gems.push({
      name,
      requirement: versions.length > 0 ? versions.join(', ') : (source?.[0] ?? null),
      kind: groups.areAny && groups.areDeveloping ? 'dev' : 'prod',
    });
  }
  return gems;
}

/** Lines without comments, joined where one ends with a comma, an opening parenthesis or a backslash. */
function statements(text: string): { number: number; text: string }[] {
  const found: { number: number; text: string }[] = [];
  let open: { number: number; parts: string[] } | null = null;
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = withoutComment(whole).trim();
    if (line === '') continue;
    if (line === '__END__') break;
    open ??= { number: at + 1, parts: [] };
    open.parts.push(line.endsWith('\\') ? line.slice(0, -1) : line);
    if (/[,(\\]$/.test(line.slice(-1))) continue;
    found.push({ number: open.number, text: open.parts.join(' ') });
    open = null;
  }
  return open === null ? found : [...found, { number: open.number, text: open.parts.join(' ') }];
}

/** A number sign within quotes is not a comment. */
function withoutComment(line: string): string {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#') return line.slice(0, at);
  }
  return line;
}

interface Arguments {
  /** Strings without a key, such as the name of a gem and its versions. */
  literals: string[];
  symbols: string[];
  /** Strings and symbols by their key; only literals. */
  options: Map<string, string[]>;
}

/** Reads the arguments of a call up to the first one that is not a literal. */
function readArguments(text: string): Arguments {
  const read: Arguments = { literals: [], symbols: [], options: new Map() };
  let at = text.startsWith('(') ? 1 : 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found !== null) at = form.lastIndex;
    return found;
  };
  for (let key: string | null = null; at < text.length; ) {
    take(space);
    const named = take(option);
    if (named !== null) {
      key = named[1] ?? named[2] ?? '';
      read.options.set(key, []);
      continue;
    }
    const literal = take(quoted);
    const name = literal === null ? take(symbol) : null;
    const value = literal?.[1] ?? literal?.[2] ?? name?.[1];
    if (value !== undefined) {
      if (key !== null) read.options.get(key)?.push(value);
      else (literal === null ? read.symbols : read.literals).push(value);
    } else if (text[at] === '[' || text[at] === ']' || text[at] === ',') at += 1;
    else if (key === null || take(word) === null) break;
    // A list of values belongs to the same key.
    take(space);
  }
  return read;
}
