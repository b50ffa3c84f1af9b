import { expect, test } from 'vitest';
import { installPageOf } from './install-page-of.ts';

test.each([
  ['https://api.github.com', 'https://github.com/apps/twin'],
  ['https://api.octo.ghe.com', 'https://octo.ghe.com/apps/twin'],
  ['https://git.acme.example/api/v3', 'https://git.acme.example/github-apps/twin'],
  ['http://127.0.0.1:3002', 'http://127.0.0.1:3002/apps/twin'],
])('the App of %s is installed at %s', (baseUrl, page) => {
  expect(installPageOf(baseUrl, { slug: 'twin', state: 'a b' })).toBe(`${page}/installations/new?state=a+b`);
});
