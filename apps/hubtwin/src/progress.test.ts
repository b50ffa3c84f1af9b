import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

test('a terminal gets one bar that moves; elsewhere there is a line each tenth, or after ten seconds', () => {
  let written = '';
  const write = (text: string) => (written += text);
  const bar = createProgress({ isTTY: true, columns: 60, write });
  for (let done = 0; done <= 100; done++) bar.show(done, 100, `${done}/100 pages`);
  bar.end();
  expect(written.match(/\r/g)).toHaveLength(101);
  expect(written).toMatch(/█{30} 100\/100 pages\S*\n$/);

  written = '';
  let now = 0;
  const lines = createProgress({ write }, () => now);
  for (let done = 0; done <= 100; done++) lines.show(done, 100, `${done}/100 pages`);
  lines.end();
  expect(written.split('\n').slice(0, -1)).toHaveLength(11);
  expect(written).not.toMatch(/[\r█]/);
  lines.show(100, 100, 'on');
  now += 11_000;
  lines.show(100, 100, 'and on');
  expect(written).toMatch(/100\/100 pages\n100 %, and on\n$/);
});
