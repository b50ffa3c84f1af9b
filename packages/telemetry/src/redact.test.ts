import { expect, test } from 'vitest';
import { createRedactor } from './redact.ts';

const redact = createRedactor(['the-webhook-secret', 'the-webhook-secret-aaaa2', 'quo"ted/aaaa']);

test.each([
  ['a known value', 'hmac with the-webhook-secret failed'],
  ['a value that starts with another one', 'the-webhook-secret-aaaa2'],
  ['a value within JSON', JSON.stringify({ key: 'quo"ted/aaaa' })],
  ['a value within a URL', `http://h/?key=${encodeURIComponent('quo"ted/aaaa')}`],
  ['a personal token', `using ghp_${'a'.repeat(36)}`],
  ['a long installation token with dots and dashes', `using ghs_${'a1.b-'.repeat(100)}`],
  ['a fine-grained token', `using github_pat_${'A1b2'.repeat(20)}`],
  ['an API key', `key htk_${'k'.repeat(32)}`],
  ["an App's user token", `using gho_${'a'.repeat(36)} and ghu_${'a'.repeat(36)} and ghr_${'a'.repeat(76)}`],
  ['a token of Vault', `hvs.${'aaaa'.repeat(8)}`],
  ['a JWT', `signed eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI${'a'.repeat(9)}.${'a1_-'.repeat(40)}`],
  ['basic authorization', `Basic ${'aaaa'.repeat(8)}==`],
  ['a code of OAuth', '/auth/github/callback?state=x&code=aaaabbbbcccc'],
  ['an authorization header', `"authorization":"Bearer ${'x.y'.repeat(20)}"`],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\\nMIIB\\n-----END RSA PRIVATE KEY-----'],
  ['a private key that is cut off', '{"key":"-----BEGIN PRIVATE KEY-----\\nMIIB"}'],
  ['a password in a URL', 'postgres://user:hunter22@localhost/x'],
  ['a password without a user', 'redis://:hunter22@localhost/0'],
])('%s is redacted', (_, text) => {
  const clean = redact(text);
  expect(clean).toContain('[redacted]');
  expect(clean).not.toMatch(/the-webhook-secret|aaaa|a1\.b|A1b2|kkkk|x\.yx|MIIB|hunter22/);
});

test('tokens are found within words, and each of several', () => {
  const jwt = `eyJhbGciOiJ.eyJpc3MiOiI.${'s'.repeat(9)}`;
  expect(redact(`x.token-${jwt}.${jwt} eyJ.eyJ.eyJ ${jwt}`)).toBe(
    'x.token-[redacted].[redacted] eyJ.eyJ.eyJ [redacted]',
  );
});

test.for([
  'a+',
  '-eyJ-------e',
  'eyJaaaaaaaa.',
  'a.',
  'ghp_',
  'token ',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN A PRIVATE KEY----------END ',
  '://',
  'a://a:',
  '?code=',
  '-',
  ' ',
])('a megabyte of %j is redacted within a second', (unit) => {
  const before = process.threadCpuUsage();
  redact(unit.repeat(1_000_000 / unit.length));
  const { user, system } = process.threadCpuUsage(before);
  expect(user + system).toBeLessThan(1_000_000);
});

test('text without secrets is unchanged', () => {
  const text = '{"delivery":"5f9f2f5e","path":"/webhooks/github","url":"http://localhost:3000/"}';
  expect(redact(text)).toBe(text);
});

test('a JSON line stays valid when a key in it is cut off', () => {
  const line = JSON.stringify({ err: '-----BEGIN RSA PRIVATE KEY-----\nMIIB', after: 'here' });
  expect(JSON.parse(redact(line))).toEqual({ err: '[redacted]', after: 'here' });
});
