import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** Words that the field's documentation does not use, or uses for something else. */
const unusual = [
  ...[
    'anew',
    'asks for',
    'is asked',
    'are asked',
    'boarding',
    'by itself',
    'by themselves',
    'carried',
    'doubt',
  ],
  ...[
    'doubts',
    'doubtful',
    'for ever',
    'gone for ever',
    'hears',
    'heard',
    'in vain',
    'is away',
    'is patient',
    'lane',
  ],
  ...[
    'lanes',
    'mend',
    'mended',
    'mending',
    'mends',
    'no news',
    'nobody sees',
    'of its own accord',
    'older keys',
  ],
  ...[
    'put off',
    'puts off',
    'readdress',
    'readdressed',
    'revivable',
    'sealed',
    'settle doubts',
    'shadowed',
    'sighting',
  ],
  ...[
    'sightings',
    'somebody',
    'stranded',
    'take up',
    'tells',
    'told',
    'unseen',
    'what helps',
    'whoever',
    'wholly',
  ],
];
const pattern = new RegExp(`(?<![\\w-])(?:${unusual.join('|')})(?![\\w-])`, 'i');

/** Words of which no identifier consists: those of the list, as far as they are words of their own. */
const unusualInNames = new Set(
  [
    'anew asked asking asks away boarding doubt doubtful doubts gone heard hears lane lanes least mend mended mending',
    'mends most nobody noted patient readdress readdressed revivable sealed shadowed sighting sightings somebody spend spent stranded tells',
    'told unseen whoever wholly',
  ].flatMap((line) => line.split(' ')),
);
/** "At least", "at most", and the name of HTTP's status 410. */
const usualNames = new Set([
  'atLeast',
  'atMost',
  'gone',
  'github_gone',
  'GitHubGoneError',
  'isGoneWhenDeleted',
]);

const filesOf = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', ...patterns], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');

/** Names in code and addresses of links are not prose. */
const withoutCode = (line: string) => line.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)/g, '');
/** The comment of a line of code, as far as one line shows it. */
const commentOf = (line: string) => {
  const trimmed = line.trimStart();
  if (trimmed.startsWith('*') || trimmed.startsWith('/*') || trimmed.startsWith('//')) return trimmed;
  const at = line.indexOf(' // ');
  return at === -1 ? '' : line.slice(at);
};

/** Names of several words, also in strings and SQL, and declared names of one word. */
function namesIn(line: string): string[] {
  const comment = commentOf(line);
  const code = comment === '' ? line : line.slice(0, line.lastIndexOf(comment));
  const compound = code.match(/[A-Za-z][A-Za-z0-9_]*/g)?.filter((name) => /[a-z0-9][A-Z]|_/.test(name)) ?? [];
  const declared = code
    .replace(/'[^']*'/g, '')
    .matchAll(/(?:^ *|[({,] ?|\b(?:const|let|function|class|interface|type) )([A-Za-z]+)(?=\??: |[ (]|, )/g);
  return [...compound, ...[...declared].flatMap(([, name]) => name ?? [])];
}

const isUnusualName = (name: string) =>
  !usualNames.has(name) &&
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]/)
    .some((word) => unusualInNames.has(word));

const found = (files: readonly string[], proseOf: (line: string) => string) =>
  files.flatMap((file) =>
    readFileSync(`${root}${file}`, 'utf8')
      .split('\n')
      .flatMap((line, at) => {
        const word = pattern.exec(withoutCode(proseOf(line)))?.[0];
        return word === undefined ? [] : [`${file}:${at + 1}: ${word}`];
      }),
  );

test('the check has at least 40 words', () => {
  expect(new Set(unusual).size).toBeGreaterThanOrEqual(40);
  expect(pattern.test('The worker is told of it.')).toBe(true);
  expect(pattern.test('untold or retold')).toBe(false);
});

test('documents use the words of the field', () => {
  expect(found(filesOf('*.md'), (line) => line)).toEqual([]);
});

test('comments use the words of the field', () => {
  const files = filesOf('*.ts', '*.mjs').filter((file) => !file.startsWith('infra/tests/language'));
  expect(found(files, commentOf)).toEqual([]);
});

test('identifiers use the words of the field', () => {
  expect(['isAway', 'older_doubts', 'Told'].filter(isUnusualName)).toHaveLength(3);
  const unusualNames = filesOf('*.ts', '*.mjs')
    .filter((file) => !file.startsWith('infra/tests/language'))
    .flatMap((file) =>
      readFileSync(`${root}${file}`, 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          namesIn(line)
            .filter(isUnusualName)
            .map((name) => `${file}:${at + 1}: ${name}`),
        ),
    );
  expect(unusualNames).toEqual([]);
});
