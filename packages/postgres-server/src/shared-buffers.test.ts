import { expect, test } from 'vitest';
import { sharedBuffers } from './shared-buffers.ts';

const gibibyte = 2 ** 30;

test('a quarter of the memory is shared, from 128 to 512 MB', () => {
  expect([0.25, 1, 1.5, 2, 64].map((gibibytes) => sharedBuffers(gibibytes * gibibyte))).toEqual([
    '128MB',
    '256MB',
    '384MB',
    '512MB',
    '512MB',
  ]);
});

test('the memory of this machine or container is known', () => {
  expect(sharedBuffers()).toMatch(/^\d{3}MB$/);
});
