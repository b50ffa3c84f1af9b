import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '@hubtwin/service';

export interface ManifestPage extends AsyncDisposable {
  /** The page to open on this machine. */
  url: string;
  /** The URL that GitHub redirects to with the code. */
  code: Promise<string>;
}

export interface ManifestPageOptions {
  /** The page of GitHub that receives the manifest. */
  action: string;
  manifest(redirectUrl: string): object;
}

/**
 * Serves the page that creates an App on GitHub from a manifest, on a free port of this machine. Its URL contains a
 * secret, and so does GitHub's redirect, so no other page or program can interfere.
 *
 * @see https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export async function serveManifest({ action, manifest }: ManifestPageOptions): Promise<ManifestPage> {
  const [secret, state] = [newSecret(), newSecret()];
  const { promise: code, resolve } = Promise.withResolvers<string>();
  let origin = '';

  function pageFor({ method, url = '', headers }: IncomingMessage): Page {
    const target = URL.parse(url, origin);
    if (target === null || method !== 'GET' || `http://${headers.host}` !== origin) return notFound;
    if (target.pathname === `/${secret}`) {
      const target = `${action}?${new URLSearchParams({ state })}`;
      return {
        status: 200,
        body: formOf(target, manifest(`${origin}/created`)),
        formTo: new URL(action).origin,
      };
    }
    const given = target.searchParams.get('code') ?? '';
    if (target.pathname !== '/created' || target.searchParams.get('state') !== state || given === '')
      return notFound;
    resolve(given);
    return created;
  }

  const service = await listen((request, response) => send(response, pageFor(request)), {
    port: 0,
    variable: 'PORT',
    // Ignores LISTEN_HOST: it is for the browser of this machine.
    host: '127.0.0.1',
    drainMs: 1_000,
  });
  origin = `http://127.0.0.1:${service.port}`;
  return { url: `${origin}/${secret}`, code, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() };
}

const newSecret = () => randomBytes(24).toString('base64url');

function formOf(target: string, manifest: object): string {
  const text = JSON.stringify(manifest)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
  return `GitHub will show the permissions of the App, and lets you change its name.
<form action="${target.replaceAll('&', '&amp;')}" method="post">
<input type="hidden" name="manifest" value="${text}">
<p><button type="submit">Create the App on GitHub</button></p>
</form>`;
}

interface Page {
  status: number;
  body: string;
  /** The URL that its form may post to. */
  formTo?: string;
}

const notFound = { status: 404, body: 'Not found. Open the URL that the command printed.' };
const created = {
  status: 200,
  body: 'GitHub has created the App. The command prints the next steps; you can close this page.',
};

function send(response: ServerResponse, { status, body, formTo = "'none'" }: Page): void {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      // The URL of this page contains a secret, so the form sends only the origin as referrer.
      'Referrer-Policy': 'strict-origin',
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action ${formTo}`,
    })
    .end(
      `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Hubtwin</title>\n<p>${body}\n</html>\n`,
    );
}
