import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { tokenizer } from 'acorn';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const length = 20_000;
/** Reading that many characters once takes a fraction of a millisecond, reading them once for each of them a second. */
const deadlineMs = 100;
/** For all texts of a pattern. */
const allDeadlineMs = 1_000;

interface Pattern {
  pattern: string;
  flags: string;
}

/** The regular expressions of our sources, each once, with a file that has it. */
function findPatterns(): Map<string, Pattern & { file: string }> {
  const found = new Map<string, Pattern & { file: string }>();
  const files = globSync('{apps,packages}/*/src/**/*.ts', { cwd: root });
  for (const file of files.filter((each) => !each.endsWith('.test.ts'))) {
    const source = stripTypeScriptTypes(readFileSync(`${root}/${file}`, 'utf8'));
    for (const { type, start, end } of tokenizer(source, { ecmaVersion: 'latest', sourceType: 'module' })) {
      if (type.label !== 'regexp') continue;
      const literal = source.slice(start, end);
      const slash = literal.lastIndexOf('/');
      found.set(literal, { pattern: literal.slice(1, slash), flags: literal.slice(slash + 1), file });
    }
  }
  return found;
}

/** What may be repeated to make a pattern look far ahead, many times: what stands in it, and pairs of these. */
function unitsOf({ pattern }: Pattern): string[] {
  const literals = pattern.replace(/\\[bBdDwWsS]|\(\?[:=!<]*/g, ' ').replaceAll('\\', '');
  const words = literals.match(/[A-Za-z]{2,}|[:/-]{2,}/g) ?? [];
  const signs = literals.match(/[^A-Za-z0-9\s]/g) ?? [];
  const atoms = [...new Set([' ', 'a', '0', '\n', ...words, ...signs])];
  return [...atoms, ...atoms.flatMap((one) => atoms.map((other) => one + other))];
}

const search = new Script('for (const text of texts) new RegExp(pattern, flags).exec(text)');

/** The texts, of those made for it, with which a pattern is not done in time. */
function slowTexts(pattern: Pattern): string[] {
  const units = unitsOf(pattern);
  const starts = ['', 'a', ...units.filter((unit) => /^[A-Za-z]{2,}$/.test(unit)).slice(0, 1)];
  const texts = units.flatMap((unit) =>
    starts.map((start) => `${start}${unit.repeat(length / unit.length)}\u0001`),
  );
  const isSlow = (some: readonly string[], timeout: number) => {
    try {
      search.runInNewContext({ ...pattern, texts: some }, { timeout });
      return false;
    } catch {
      return true;
    }
  };
  // Where the machine is busy, a thing may take long once; three times it takes long itself.
  return isSlow(texts, allDeadlineMs)
    ? texts.filter((text) => [1, 2, 3].every(() => isSlow([text], deadlineMs)))
    : [];
}

test('no regular expression reads a text more than a few times', { timeout: 120_000 }, () => {
  const patterns = findPatterns();
  expect(patterns.size).toBeGreaterThan(100);
  const slow = [...patterns].flatMap(([name, pattern]) => {
    const [example] = slowTexts(pattern);
    return example === undefined
      ? []
      : [`${name} in ${pattern.file}: ${JSON.stringify(example.slice(0, 40))}`];
  });
  expect(slow).toEqual([]);
});
