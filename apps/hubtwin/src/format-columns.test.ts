import { expect, test } from 'vitest';
import { formatColumns } from './format-columns.ts';

test('columns are aligned by the width of their characters, numbers to the right, without spaces at the end', () => {
  const rows = [
    ['入口', 7, 'waiting', ''],
    ['ingress', 1_234, '👩‍💻', 'x'],
    ['é', 0, '', 'end'],
  ];
  expect(formatColumns(rows).split('\n')).toEqual([
    '  入口        7  waiting',
    '  ingress  1234  👩‍💻       x',
    '  é           0           end',
  ]);
  expect(formatColumns([])).toBe('');
});
