import { expect, test } from 'vitest';
import { createBufferJoiner } from './buffer-joiner.ts';

const buffers = (...texts: string[]) => texts.map((text) => Buffer.from(text));

test('buffers are joined in their order', () => {
  using joined = createBufferJoiner().join(buffers('one', '', 'two'));
  expect(joined.bytes.toString()).toBe('onetwo');
});

test('memory is reused after it is disposed, and not before', () => {
  const joiner = createBufferJoiner();
  const first = joiner.join(buffers('first'));
  const second = joiner.join(buffers('second'));
  expect(first.bytes.toString()).toBe('first');
  const memory = first.bytes.buffer;
  first[Symbol.dispose]();
  const third = joiner.join(buffers('3'));
  expect(third.bytes.buffer).toBe(memory);
  expect([second.bytes.toString(), third.bytes.toString()]).toEqual(['second', '3']);
});

test('buffers larger than the memory are joined too', () => {
  const large = Buffer.alloc(3 * 1_024 * 1_024, 'x');
  using joined = createBufferJoiner().join([large, ...buffers('end')]);
  expect(joined.bytes).toHaveLength(large.length + 3);
  expect(joined.bytes.subarray(-4).toString()).toBe('xend');
});
