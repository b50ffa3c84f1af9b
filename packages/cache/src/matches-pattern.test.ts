import { expect, test } from 'vitest';
import { matchesPattern } from './matches-pattern.ts';

const texts = ['', 'a', 'b', 'aa', 'ab', 'ba', 'aab', 'aba', 'abab', 'a:b', 'a\nb', 'abcabc'];
const patterns = [
  '',
  '*',
  'a',
  'a*',
  '*a',
  'a*b',
  '*a*',
  'a*a',
  'ab*ab',
  '*b*a*',
  'a**b',
  '*ab*ab*',
  'a:*',
  '*.*',
];

test.for(patterns)('the pattern %j matches what the equivalent regular expression matches', (pattern) => {
  const expression = new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`, 's');
  const fitting = texts.filter((text) => matchesPattern(text, pattern));
  expect(fitting).toEqual(texts.filter((text) => expression.test(text)));
});
