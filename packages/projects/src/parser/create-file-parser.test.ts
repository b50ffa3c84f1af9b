import { afterEach, expect, test } from 'vitest';
import { createFileParser, type FileParser } from './create-file-parser.ts';

let parser: FileParser;
afterEach(() => parser[Symbol.dispose]());

const file = (path: string, text: string) => ({
  path,
  role: path === 'plan.md' ? ('plan' as const) : ('manifest' as const),
  bytes: Buffer.from(text),
});
const good = file('go.mod', 'module a\nrequire b v1\n');

test('many files are parsed, each with its own result or error', async () => {
  parser = createFileParser({ deadlineMs: 30_000 });
  const [plan, broken, binary, module] = await Promise.all([
    parser.parse(file('plan.md', '# A\n- [x] b\n')),
    parser.parse(file('package.json', '{')),
    parser.parse(file('Dockerfile', 'FROM a\0b')),
    parser.parse(good),
  ]);
  expect(plan).toEqual({
    sections: [{ headings: ['A'], done: 1, total: 1 }],
    dependencies: [],
    error: null,
    isReadable: true,
  });
  expect(broken).toMatchObject({ dependencies: [], error: expect.stringContaining('SyntaxError') });
  expect(binary).toMatchObject({ dependencies: [], error: expect.stringContaining('not a text') });
  expect(module).toMatchObject({ dependencies: [{ name: 'b', requirement: 'v1' }], error: null });
});

test('a file that misses the deadline has that as its error', async () => {
  parser = createFileParser({ deadlineMs: 1 });
  const lines = file('requirements.txt', 'a==1 \\\n --hash=sha256:aa\n'.repeat(49_000));
  expect(await parser.parse(lines)).toEqual({
    sections: [],
    dependencies: [],
    error: 'UnreadableFileError: not parsed within 1 ms',
    isReadable: false,
  });
});

test('a file that needs too much memory has that as its error, and the next one gets another process', async () => {
  parser = createFileParser({ deadlineMs: 30_000, heapMegabytes: 32 });
  const deep = file('package.json', `${'['.repeat(900_000)}${']'.repeat(900_000)}`);
  const [bomb, next] = await Promise.all([parser.parse(deep), parser.parse(good)]);
  expect(bomb).toMatchObject({ dependencies: [], error: expect.stringContaining('process ended') });
  expect(next).toMatchObject({ dependencies: [{ name: 'b' }], error: null });
});

test('more files than may wait are rejected', async () => {
  parser = createFileParser({ deadlineMs: 30_000 });
  const parsed = Array.from({ length: 101 }, () => parser.parse(good));
  const outcomes = await Promise.allSettled(parsed);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'parser_unavailable' } },
  ]);
});

test('a closed parser accepts no file', async () => {
  parser = createFileParser();
  parser[Symbol.dispose]();
  await expect(parser.parse(good)).rejects.toMatchObject({ code: 'parser_unavailable' });
});
