import { expect, test } from 'vitest';
import { namesTag } from './entity-tags.ts';

test.for([
  ['W/"b"', true],
  ['"a", W/"b"', true],
  ['"a",W/"b","c"', true],
  ['*', true],
  ['"a", *', true],
  ['b', false],
  ['"a,*,b"', false],
  ['"a, "b"', false],
  ['"x,"b"', false],
  ['"*"', false],
  ['"a"', false],
  ['', false],
  ['"', false],
] as const)('%s names the tag b: %s', ([list, names]) => {
  expect(namesTag(list, 'W/"b"')).toBe(names);
  expect(namesTag(list, null)).toBe(false);
});

test('a comma belongs to the tag', () => {
  expect(namesTag('"a", "b,c"', 'W/"b,c"')).toBe(true);
});
