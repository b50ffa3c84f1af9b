import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLinks } from './parse-links.ts';

const next = (header: string) =>
  parseLinks(header).find(({ relations }) => relations.includes('next'))?.target;

test.each([
  ['<b>; rel="next"', 'b'],
  ['<b>; rel=next', 'b'],
  ['<b>;rel=next,<c>;rel=last', 'b'],
  ['<b> ; REL = "Next"', 'b'],
  ['<a>; rel="prev" , <b>; rel="next"', 'b'],
  ['<b>; rel="last  next"; title="one, <two>; rel=\\"prev\\""', 'b'],
  ['<b>; title*=UTF-8\'\'%e4; crossorigin; type="x"; rel=next;', 'b'],
  ['<a>; rel=prev;, , <b>; rel=next,', 'b'],
  ['<b?a=1,2;3>; rel=next', 'b?a=1,2;3'],
  ['<a>; rel=prev; rel=next', undefined],
  ['<>; rel=next', ''],
  ['', undefined],
])('%s leads to %s', (header, target) => {
  expect(next(header)).toBe(target);
});

test.each(['b; rel=next', '<b', '<b> rel=next', '<b>; rel="next', '<a>; rel=prev <b>; rel=next'])(
  '%s is an error',
  (header) => {
    expect(() => parseLinks(header)).toThrow(SyntaxError);
  },
);

test('with any spaces, quotes, case and other parameters, the relations are found', () => {
  const space = fc.constantFrom('', ' ', '\t', '  ');
  const cased = (name: string) => fc.constantFrom(name, name.toUpperCase());
  const relations = fc.subarray(['next', 'prev', 'last'], { minLength: 1 });
  const text = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '<', '>', '=', '"', '\\') });
  const title = text.map((value) => `title="${value.replace(/["\\]/g, '\\$&')}"`);
  const other = fc.oneof(title, fc.constantFrom('x', 'y=1', "z*=UTF-8''%20", ''));
  const link = fc
    .record({
      relations,
      others: fc.array(other, { maxLength: 3 }),
      spaces: fc.array(space, { minLength: 6, maxLength: 6 }),
      name: cased('rel'),
      isQuoted: fc.boolean(),
      at: fc.nat({ max: 3 }),
    })
    .map(({ relations, others, spaces, name, isQuoted, at }) => {
      const [s0 = '', s1 = '', s2 = '', s3 = '', s4 = '', s5 = ''] = spaces;
      const quote = isQuoted || relations.length > 1 ? '"' : '';
      const rel = `${name}${s0}=${s1}${quote}${relations.join(' ')}${quote}`;
      const parameters = others.toSpliced(at, 0, rel).join(`${s2};${s3}`);
      return { relations, text: `${s4}<u>${s5};${parameters}${s2}` };
    });
  fc.assert(
    fc.property(fc.array(link), (links) => {
      const found = parseLinks(links.map(({ text }) => text).join(','));
      expect(found.map(({ relations }) => relations)).toEqual(links.map(({ relations }) => relations));
    }),
  );
});
