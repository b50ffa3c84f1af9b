import { createHash, randomBytes } from 'node:crypto';
import { consumeState, type Database } from '@hubtwin/database';
import { createUserSignIn, installPageOf, type UserSignIn } from '@hubtwin/github';
import type { KeyRing } from '@hubtwin/secrets';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ProblemError } from '../problem-error.ts';

/** The flow that installs the App. */
export interface InstallFlow {
  signIn: UserSignIn;
  /** Whether browsers reach the API by https. */
  isSecure: boolean;
  /** The URL of GitHub's page, for the browser with this secret. */
  pageFor(browser: string): string;
  /** Consumes a state that came back with a browser's secret, once. @returns whether it is valid. */
  accept(state: string | undefined, browser: string | null): Promise<boolean>;
}

export interface InstallFlowOptions {
  database: Kysely<Database>;
  /** Null: without encryption keys nothing can be signed. */
  keys: Pick<KeyRing, 'sign' | 'verify'> | null;
  /** Root of GitHub's REST API. */
  baseUrl: string;
  app: { slug: string | null; clientId: string | null; clientSecret: string | null; publicUrl: string };
}

/** How long a state is valid, in seconds: as long as GitHub's own codes. */
export const flowSeconds = 600;
const purpose = 'install the App';
const payload = z.object({ id: z.string(), until: z.number(), browser: z.string() });

/**
 * States are signed and not stored, so that a visit writes nothing; one that comes back is recorded. They name the
 * browser by a hash, because they are part of URLs.
 *
 * @throws ProblemError naming the missing variables.
 */
export function openInstallFlow({ database, keys, baseUrl, app }: InstallFlowOptions): InstallFlow {
  const { slug, clientId, clientSecret, publicUrl } = app;
  if (slug === null || clientId === null || clientSecret === null || keys === null) {
    const missing = Object.entries({
      GITHUB_APP_SLUG: slug,
      GITHUB_APP_CLIENT_ID: clientId,
      GITHUB_APP_CLIENT_SECRET: clientSecret,
      ENCRYPTION_KEYS: keys,
    }).flatMap(([name, value]) => (value === null ? [name] : []));
    throw new ProblemError('app_not_configured', `Not set: ${missing.join(', ')}.`);
  }
  return {
    signIn: createUserSignIn({ baseUrl, clientId, clientSecret }),
    isSecure: publicUrl.startsWith('https:'),
    pageFor(browser) {
      const until = Date.now() + flowSeconds * 1_000;
      const state = { id: randomBytes(16).toString('base64url'), until, browser: hash(browser) };
      const text = Buffer.from(JSON.stringify(state)).toString('base64url');
      return installPageOf(baseUrl, { slug, state: `${text}.${keys.sign(purpose, text)}` });
    },
    async accept(state, browser) {
      const [, text = '', signature = ''] = /^([^.]*)\.(.*)$/.exec(state ?? '') ?? [];
      if (browser === null || !(await keys.verify(purpose, text, signature))) return false;
      const {
        id,
        until,
        browser: browserHash,
      } = payload.parse(JSON.parse(`${Buffer.from(text, 'base64url')}`));
      if (until <= Date.now() || browserHash !== hash(browser)) return false;
      return await consumeState(database, { id, expiresAt: new Date(until) });
    },
  };
}

const hash = (browser: string) => createHash('sha256').update(browser).digest('base64url');
