import { randomBytes, randomInt } from 'node:crypto';

/** `classic` and `fine-grained` are personal; `short` and `long` are an installation's, before and since 2026. */
export type TokenFormat = 'classic' | 'fine-grained' | 'short' | 'long';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const text = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** A new secret in the shape that GitHub gives its kind. */
export function newToken(format: TokenFormat): string {
  switch (format) {
    case 'classic':
      return `ghp_${text(36)}`;
    case 'fine-grained':
      return `github_pat_${text(22)}_${text(59)}`;
    case 'short':
      return `ghs_${text(36)}`;
    case 'long':
      return `ghs_${randomBytes(27).toString('base64url')}.${randomBytes(300).toString('base64url')}.${randomBytes(64).toString('base64url')}`;
  }
}
