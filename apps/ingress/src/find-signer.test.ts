import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { findSigner } from './find-signer.ts';

// https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
const secret = "It's a Secret to Everybody";
const verifySignature = async (values: string[], ...signed: [Buffer[], Buffer]) =>
  (await findSigner(
    values.map((value) => ({ value })),
    ...signed,
  )) !== null;
const body = Buffer.from('Hello, World!');
const signature = Buffer.from('757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17', 'hex');

test("GitHub's documented example is valid", async () => {
  expect(await verifySignature([secret], [body], signature)).toBe(true);
});

test('any of several secrets is accepted, at any position', async () => {
  expect(await verifySignature([secret, 'another'], [body], signature)).toBe(true);
  expect(await verifySignature(['another', secret], [body], signature)).toBe(true);
  expect(await verifySignature(['another', 'a third'], [body], signature)).toBe(false);
});

test('the matching secret is returned, the first if two are equal', async () => {
  const secrets = ['another', secret, secret].map((value, configId) => ({ value, configId }));
  expect(await findSigner(secrets, [body], signature)).toEqual({ value: secret, configId: 1 });
});

test('one changed bit of the body or of the signature is detected', async () => {
  for (let at = 0; at < body.length * 8; at++) {
    expect(await verifySignature([secret], [flip(body, at)], signature)).toBe(false);
  }
  for (let at = 0; at < signature.length * 8; at++) {
    expect(await verifySignature([secret], [body], flip(signature, at))).toBe(false);
  }
});

test('without secrets, or with an empty one, nothing is valid', async () => {
  const signedWithNothing = createHmac('sha256', '').update(body).digest();
  expect(await verifySignature([], [body], signature)).toBe(false);
  expect(await verifySignature([''], [body], signedWithNothing)).toBe(false);
});

function flip(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}
