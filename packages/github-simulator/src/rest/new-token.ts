import { randomBytes, randomInt } from 'node:crypto';

/**
 * `classic` and `fine-grained` are personal; `short` and `long` are an installation's, before and since 2026;
 * `user-to-server` is the App's on behalf of a user, which `refresh` renews.
 */
type TokenFormat = 'classic' | 'fine-grained' | 'short' | 'long' | 'user-to-server' | 'refresh';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const text = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** A new secret in GitHub's format of its kind. */
export function newToken(format: TokenFormat): string {
  switch (format) {
    case 'classic':
      return `ghp_${text(36)}`;
    case 'fine-grained':
      return `github_pat_${text(22)}_${text(59)}`;
    case 'user-to-server':
      return `ghu_${text(36)}`;
    case 'refresh':
      return `ghr_${text(76)}`;
    case 'short':
      return `ghs_${text(36)}`;
    case 'long':
      return `ghs_${randomBytes(27).toString('base64url')}.${randomBytes(300).toString('base64url')}.${randomBytes(64).toString('base64url')}`;
  }
}
