import { expect, test } from 'vitest';
import { signBody } from './sign-body.ts';

test("the signature is that of GitHub's own example", () => {
  // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const signatures = signBody("It's a Secret to Everybody", 'Hello, World!');
  expect(signatures['X-Hub-Signature-256']).toBe(
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  );
});

test('text and its bytes have the same signature', () => {
  expect(signBody('s', 'Größe ✓')).toEqual(signBody('s', Buffer.from('Größe ✓', 'utf8')));
});
