import type { Named } from './named.ts';

interface Directive {
  verb: string;
  words: string[];
  comment: string;
}

/**
 * The modules that a Go module requires; where one is replaced, by what.
 *
 * @see https://go.dev/ref/mod#go-mod-file
 * @throws SyntaxError for a block without an end, or without a module's name.
 */
export function parseGoMod(text: string): Named[] {
  const directives = read(text);
  if (!directives.some(({ verb }) => verb === 'module')) throw new SyntaxError('no module is named');
  const replaced = new Map(
    directives
      .filter(({ verb }) => verb === 'replace')
      .map(({ words }) => {
        const arrow = words.indexOf('=>');
        return [words.slice(0, arrow).join(' '), words.slice(arrow + 1).join(' ')] as const;
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

function read(text: string): Directive[] {
  const directives: Directive[] = [];
  let block: string | null = null;
  for (const whole of text.split(/\r?\n/)) {
    const [code = '', ...comments] = whole.split('//');
    const comment = comments.join('//').trim();
    const words = code.trim().split(/\s+/).filter(Boolean).map(unquoted);
    const [first] = words;
    if (first === undefined) continue;
    if (block !== null && first === ')') block = null;
    else if (block !== null) directives.push({ verb: block, words, comment });
    else if (words[1] === '(') block = first;
    else directives.push({ verb: first, words: words.slice(1), comment });
  }
  if (block !== null) throw new SyntaxError(`the block ${block} has no end`);
  return directives;
}

const unquoted = (word: string) => word.replace(/^(["`])(.*)\1$/, '$2');
