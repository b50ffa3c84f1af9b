import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeForm } from './decode-form.ts';

async function decode(form: string, pieceBytes: number): Promise<string> {
  const bytes = Buffer.from(form);
  const cut = async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield Buffer.from(bytes.subarray(at, at + pieceBytes));
    }
  };
  return Buffer.concat(await Array.fromAsync(decodeForm(cut()))).toString();
}

test('any payload comes out of its form as it went in, in pieces of any size', async () => {
  const unit = fc.constantFrom('a', '%', '+', '&', '=', ' ', '\u0000', '4', 'é', '€', '🦄');
  const text = fc.string({ unit });
  const others = fc.array(fc.tuple(fc.constantFrom('a', '', 'payloads', 'xpayload', 'a=payload'), text));
  await fc.assert(
    fc.asyncProperty(
      others,
      text,
      others,
      fc.integer({ min: 1, max: 9 }),
      async (before, payload, after, size) => {
        const form = new URLSearchParams([...before, ['payload', payload], ...after]).toString();
        expect(await decode(form, size)).toBe(payload);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  'payload=%7B%7D&payload=2',
  'p%61yload=x',
  'other=payload=1',
  'payload',
  'payload=',
  'payload=%',
  'payload=a%2',
  'payload=%zz+%4',
  'payload=%25%32%35',
  `${'long'.repeat(100)}=1&payload=2`,
  'a=b=payload=1&payload=3',
  '&&payload=1==&',
])('%s gives what URLSearchParams gives', async (form) => {
  const expected = new URLSearchParams(form).get('payload') ?? '';
  for (const size of [1, 2, 3, 100]) expect(await decode(form, size)).toBe(expected);
});
