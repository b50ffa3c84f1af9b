import type { Named } from './named.ts';

/** The replacement of a module is stored with each requirement of it. */
const maxNameLength = 500;

interface Directive {
  verb: string;
  words: string[];
  comment: string;
}

/**
 * Parses the modules that a Go module requires; if one is replaced, with the replacement.
 *
 * @see https://go.dev/ref/mod#go-mod-file
 * @throws SyntaxError for an unclosed block, or without a module's name.
 */
export function parseGoMod(text: string): Named[] {
  const directives = read(text);
  if (!directives.some(({ verb }) => verb === 'module')) throw new SyntaxError('no module directive');
  const replaced = new Map(
    directives
      .filter(({ verb }) => verb === 'replace')
      .map(({ words }) => {
        const arrow = words.indexOf('=>');
        return [
          words.slice(0, arrow).join(' '),
          words
            .slice(arrow + 1)
            .join(' ')
            .slice(0, maxNameLength),
        ] as const;
      }),
  );
  return directives
    .filter(({ verb, words }) => verb === 'require' && words.length >= 2)
    .map(({ words: [name = '', version = ''], comment }) => {
      const by = replaced.get(`${name} ${version}`) ?? replaced.get(name);
      return {
        name,
        requirement: by === undefined ? version : `${version} => ${by}`,
        kind: /^indirect\b/.test(comment) ? 'indirect' : 'prod',
      };
    });
}

/** Takes linear time. */
function read(text: string): Directive[] {
  const directives: Directive[] = [];
  let block: string | null = null;
  for (const line of text.split('\n')) {
    const slashes = line.indexOf('//');
    const code = (slashes === -1 ? line : line.slice(0, slashes)).trim();
    if (code === '') continue;
    const [first = '', ...words] = code.split(/\s+/).map(unquoted);
    if (block !== null && first === ')') block = null;
    else if (block === null && words[0] === '(') block = first;
    else {
      const comment = slashes === -1 ? '' : line.slice(slashes + 2).trim();
      const directive = block === null ? { verb: first, words } : { verb: block, words: [first, ...words] };
      directives.push({ ...directive, comment });
    }
  }
  if (block !== null) throw new SyntaxError(`the block ${block.slice(0, 100)} is not closed`);
  return directives;
}

function unquoted(word: string): string {
  const [quote = ''] = word;
  const isQuoted = (quote === '"' || quote === '`') && word.length > 1 && word.endsWith(quote);
  return isQuoted ? word.slice(1, -1) : word;
}
