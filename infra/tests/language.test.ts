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
