import { expect, test } from 'vitest';
import { createRedactor } from './redact.ts';

const redact = createRedactor(['the-webhook-secret']);

test.each([
  ['a known value', 'hmac with the-webhook-secret failed'],
  ['a personal token', `using ghp_${'a'.repeat(36)}`],
  ['a long installation token with dots and dashes', `using ghs_${'a1.b-'.repeat(100)}`],
  ['a fine-grained token', `using github_pat_${'A1b2'.repeat(20)}`],
  ['an API key', `key htk_${'k'.repeat(32)}`],
  ['an authorization header', `"authorization":"Bearer ${'x.y'.repeat(20)}"`],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\\nMIIB\\n-----END RSA PRIVATE KEY-----'],
  ['a password in a URL', 'postgres://user:hunter22@localhost/x'],
])('%s is taken out of text', (_, text) => {
  const clean = redact(text);
  expect(clean).toContain('[redacted]');
  expect(clean).not.toMatch(/the-webhook-secret|aaaa|a1\.b|A1b2|kkkk|x\.yx|MIIB|hunter22/);
});

test('text without secrets is left as it is', () => {
  const text = '{"delivery":"5f9f2f5e","path":"/webhooks/github","url":"http://localhost:3000/"}';
  expect(redact(text)).toBe(text);
});
