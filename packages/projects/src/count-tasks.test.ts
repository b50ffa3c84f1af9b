import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTasks } from './count-tasks.ts';

const shown = (text: string) =>
  countTasks(text).map(({ headings, done, total }) => `${headings.join(' > ')}: ${done}/${total}`);

test('tasks are counted under their heading, by its path', () => {
  const plan = `
- [x] before any heading

# Plan
## Phase *one*: [parsing](https://example.com) \`code\`
- [x] done
- [X] done too
- [ ] open
### Details
* [ ] a
+ [ ] b
1. [x] c

Phase two
---------
- [ ] under a heading with a line below
# Other
## Phase one
- [x] d
## Empty
- no task
`;
  expect(shown(plan)).toEqual([
    ': 1/1',
    'Plan > Phase one: parsing code: 2/3',
    'Plan > Phase one: parsing code > Details: 1/3',
    'Plan > Phase two: 0/1',
    'Other > Phase one: 1/1',
  ]);
});

test('tasks in tasks, in quotes and after blank lines count', () => {
  const plan = `
# A
- [ ] outer
  - [x] inner
    1. [x] deep

- [ ] loose

  with text
- plain
  - [x] in a plain one
> - [x] quoted
`;
  expect(shown(plan)).toEqual(['A: 4/6']);
});

test('text that only looks like a task does not count', () => {
  const plan = `
# A
\`\`\`md
# Not a heading
- [x] in a fence
\`\`\`
~~~
- [ ] in another
~~~

    - [ ] indented code

<!--
- [ ] in a comment
-->

text

- \\[ ] escaped
- [] nothing between
- [y] no mark
- [x]nothing after
- [ ]
- text [x] later
[x] in no list
`;
  expect(shown(plan)).toEqual([]);
});

test('line ends of Windows and sections of the same name make no difference', () => {
  expect(shown('# A\r\n- [x] a\r\n- [ ] b\r\n# B\r\n- [ ] c\r\n# A\r\n- [x] d\r\n')).toEqual([
    'A: 2/3',
    'B: 0/1',
  ]);
});

test('tasks under more than 2,000 headings are rejected', () => {
  expect(() => countTasks(Array.from({ length: 2_001 }, (_, at) => `# ${at}\n- [ ] a`).join('\n'))).toThrow(
    RangeError,
  );
});

test('for any lines, no more tasks are done than there are', () => {
  const line = fc.constantFrom(
    '# a',
    '## b',
    '- [x] c',
    '  - [ ] d',
    '```',
    '> - [x] e',
    '',
    '    f',
    '<!--',
    '-->',
    'g',
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const sections = countTasks(lines.join('\n'));
      const tasks = lines.filter((each) => each.includes('] ')).length;
      expect(sections.every(({ done, total }) => done <= total && total > 0)).toBe(true);
      expect(sections.reduce((sum, { total }) => sum + total, 0)).toBeLessThanOrEqual(tasks);
    }),
  );
});
