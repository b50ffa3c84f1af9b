import { createHash } from 'node:crypto';
import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import { findAccount } from '../world/lookup.ts';
import type { Installation } from '../world/model.ts';
import { badCredentials, suspended } from './answer.ts';
import type { AppKey } from './app-key.ts';
import { newToken, type TokenFormat } from './new-token.ts';
import type { Viewer } from './viewer.ts';

/** A token of an account's own. */
export interface PersonalTokenInput {
  login: string;
  format?: 'classic' | 'fine-grained';
  /** Of a classic token; `repo` by default. */
  scopes?: readonly string[];
  /** Milliseconds since the epoch; never by default. */
  expiresAt?: number;
}

export interface InstallationTokenInput {
  permissions?: Readonly<Record<string, string>>;
  /** Ids the token is confined to. */
  repositoryIds?: readonly number[];
}

export interface InstallationToken {
  token: string;
  expiresAt: Date;
  permissions: Readonly<Record<string, string>>;
}

/** All tokens that the simulated GitHub knows. */
export interface Credentials {
  createPersonalToken(input: PersonalTokenInput): string;
  /** Lives an hour. */
  mintInstallationToken(installation: Installation, input?: InstallationTokenInput): InstallationToken;
  /** Ends the token by which the viewer came. */
  revoke(viewer: Viewer): void;
  /** @throws RestError 401 for what is unknown, expired or malformed. */
  authenticate(authorization: string | undefined, address: string): Promise<Viewer>;
}

export interface CredentialsOptions {
  world: World;
  appKey: AppKey;
  now: () => number;
  /** Installation tokens as GitHub makes them since 2026: about 520 characters, with dots and dashes. */
  installationTokenFormat: () => TokenFormat;
}

const hourMs = 3_600_000;

export function createCredentials(options: CredentialsOptions): Credentials {
  const { world, appKey, now, installationTokenFormat } = options;
  const viewers = new Map<string, Viewer>();

  function remember(token: string, viewer: Omit<Viewer, 'tokenId'>): string {
    viewers.set(token, { ...viewer, tokenId: fingerprint(token) });
    return token;
  }

  const app = (): Viewer => ({
    kind: 'app',
    payer: `app:${world.app.id}`,
    tokenId: 'app',
    account: null,
    installation: null,
    scopes: null,
    permissions: {},
    expiresAt: null,
    canSee: (repository) => world.installations.values().some((each) => canSee(each, repository)),
  });

  const anonymous = (address: string): Viewer => ({
    kind: 'anonymous',
    payer: `address:${address}`,
    tokenId: 'anonymous',
    account: null,
    installation: null,
    scopes: null,
    permissions: {
      metadata: 'read',
      contents: 'read',
      issues: 'read',
      pull_requests: 'read',
      actions: 'read',
    },
    expiresAt: null,
    canSee: (repository) => !repository.private,
  });

  return {
    createPersonalToken({ login, format = 'classic', scopes = ['repo'], expiresAt }) {
      const account = findAccount(world, login);
      const seesPrivate = format === 'fine-grained' || scopes.includes('repo');
      const isMember = account.association !== 'NONE';
      return remember(newToken(format), {
        kind: 'personal',
        payer: `user:${account.id}`,
        account,
        installation: null,
        scopes: format === 'classic' ? scopes : null,
        permissions: null,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        canSee: (repository) =>
          !repository.private || (seesPrivate && (isMember || repository.owner.id === account.id)),
      });
    },
    mintInstallationToken(
      installation,
      { permissions = installation.permissions ?? {}, repositoryIds } = {},
    ) {
      const expiresAt = new Date(Math.floor((now() + hourMs) / 1_000) * 1_000);
      const token = remember(newToken(installationTokenFormat()), {
        kind: 'installation',
        payer: `installation:${installation.id}`,
        account: null,
        installation,
        scopes: null,
        permissions: { metadata: 'read', ...permissions },
        expiresAt,
        canSee: (repository) =>
          canSee(installation, repository) &&
          (repositoryIds === undefined || repositoryIds.includes(repository.id)),
      });
      return { token, expiresAt, permissions: { metadata: 'read', ...permissions } };
    },
    revoke(viewer) {
      for (const [token, each] of viewers) if (each === viewer) viewers.delete(token);
    },
    async authenticate(authorization, address) {
      if (authorization === undefined) return anonymous(address);
      const token = tokenOf(authorization);
      if (isJwt(token)) {
        await appKey.verify(token);
        return app();
      }
      const viewer = viewers.get(token);
      if (viewer === undefined) throw badCredentials();
      if (viewer.expiresAt !== null && viewer.expiresAt.getTime() <= now()) throw badCredentials();
      if (viewer.installation !== null && !world.installations.has(viewer.installation.id))
        throw badCredentials();
      if (viewer.installation?.suspendedAt != null) throw suspended();
      return viewer;
    },
  };
}

/** The token of `Authorization: Bearer`, `token` or `Basic`, where it is the password. */
function tokenOf(authorization: string): string {
  const [, scheme = '', value = ''] = /^(bearer|token|basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

/** The header of a JWT begins with `{"`; GitHub's own tokens with their kind, also those with dots. */
const isJwt = (token: string) => token.startsWith('eyJ');

const fingerprint = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 16);
