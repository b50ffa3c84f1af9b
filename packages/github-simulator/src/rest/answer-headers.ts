import { randomBytes } from 'node:crypto';
import type { Viewer } from './viewer.ts';

/** GitHub's headers of every response. */
export function commonHeaders(now: number): Record<string, string> {
  return {
    ...everyHeader,
    date: new Date(now).toUTCString(),
    'x-github-request-id': requestId(),
  };
}

/** The headers about the token. */
export function viewerHeaders({ kind, scopes, expiresAt }: Viewer): Record<string, string> {
  return {
    ...(scopes !== null && { 'x-oauth-scopes': scopes.join(', '), 'x-accepted-oauth-scopes': 'repo' }),
    ...(kind === 'personal' &&
      expiresAt !== null && {
        'github-authentication-token-expiration': expiresAt
          .toISOString()
          .replace('T', ' ')
          .replace(/\..*/, ' UTC'),
      }),
  };
}

const everyHeader = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'origin-when-cross-origin, strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=31536000; includeSubdomains; preload',
  vary: 'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'deny',
  'x-github-media-type': 'github.v3; format=json',
  'x-github-api-version-selected': '2022-11-28',
  server: 'github.com',
};

function requestId(): string {
  const part = (bytes: number) => randomBytes(bytes).toString('hex').toUpperCase();
  return `${part(2)}:${part(3)}:${part(4)}:${part(4)}:${part(4)}`;
}
