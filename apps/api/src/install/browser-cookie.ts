import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { flowSeconds } from './install-flow.ts';

/** Browsers accept a name with this prefix only over https, from this host, and for all its paths. */
const nameOf = (isSecure: boolean) => `${isSecure ? '__Host-' : ''}hubtwin-install`;

/** The secret of a browser; null if it has none. */
export function readBrowser(request: Request, isSecure: boolean): string | null {
  const prefix = `${nameOf(isSecure)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length) ?? '';
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Sets a secret in a browser for the duration of the flow; two flows of one browser share it. */
export function giveBrowser(request: Request, response: Response, isSecure: boolean): string {
  const browser = readBrowser(request, isSecure) ?? randomBytes(32).toString('base64url');
  // Lax: it is sent when GitHub redirects back, but not with requests that other pages load or post.
  const attributes = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' } as const;
  response.cookie(nameOf(isSecure), browser, { ...attributes, maxAge: flowSeconds * 1_000 });
  return browser;
}
