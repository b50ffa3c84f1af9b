import { createHash } from 'node:crypto';
import { clientIdOf } from '../client-id.ts';
import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import { findAccount } from '../world/lookup.ts';
import { mayRead } from '../world/may-read.ts';
import type { Account, Installation, Repository } from '../world/model.ts';
import { badCredentials, suspended } from './answer.ts';
import type { AppKey } from './app-key.ts';
import { newToken } from './new-token.ts';
import { userToServerViewer } from './user-to-server-viewer.ts';
import type { Permissions, Viewer } from './viewer.ts';

/** A personal token of an account. */
export interface PersonalTokenInput {
  login: string;
  format?: 'classic' | 'fine-grained';
  /** For a classic token; default: all that the simulator knows. */
  scopes?: readonly string[];
  /** For a fine-grained token, in addition to reading metadata; default: all permissions of the account. */
  permissions?: Permissions;
  /** Milliseconds since the epoch; default: never. */
  expiresAt?: number;
}

export interface InstallationTokenInput {
  permissions?: Readonly<Record<string, string>>;
  /** Ids of the repositories that the token is limited to. */
  repositoryIds?: readonly number[];
}

export interface InstallationToken {
  token: string;
  expiresAt: Date;
  permissions: Readonly<Record<string, string>>;
}

/** All tokens of the simulated GitHub. */
export interface Credentials {
  createPersonalToken(input: PersonalTokenInput): string;
  /** Valid for an hour. */
  mintInstallationToken(installation: Installation, input?: InstallationTokenInput): InstallationToken;
  /** A token of the App on behalf of a user, valid for eight hours. */
  createUserToken(account: Account): UserToken;
  /** The viewer of a token, unless it has expired. */
  find(token: string): Viewer | undefined;
  /** Revokes the token of the viewer. */
  revoke(viewer: Viewer): void;
  /** The payer of an unverified authorization. */
  payerOf(authorization: string | undefined, address: string): string;
  /**
   * @param skewMs offset of the clock for verifying an App's JWT.
   * @throws RestError 401 for an unknown, expired or malformed credential.
   */
  authenticate(authorization: string | undefined, address: string, skewMs?: number): Promise<Viewer>;
}

export interface UserToken {
  token: string;
  expiresAt: Date;
}

export interface CredentialsOptions {
  world: World;
  appKey: AppKey;
  now: () => number;
  /** The format of installation tokens since 2026: about 520 characters, with dots and dashes. */
  installationTokenFormat: () => 'short' | 'long';
}

/** The scopes of classic tokens that the simulator knows, without those that these include. */
const allScopes = ['repo', 'admin:org', 'admin:repo_hook', 'admin:org_hook'] as const;

const hourMs = 3_600_000;
export const userTokenSeconds = 8 * 3_600;

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

  const stranger = {
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
    canSee: (repository: Repository) => !repository.private,
  };
  const anonymous = (address: string): Viewer => ({
    ...stranger,
    kind: 'anonymous',
    payer: `address:${address}`,
    tokenId: 'anonymous',
  });
  const client = (): Viewer => ({
    ...stranger,
    kind: 'client',
    payer: `client:${clientIdOf(world.app.id)}`,
    tokenId: 'client',
  });
  const isClient = ({ user, password }: Credential) =>
    user === clientIdOf(world.app.id) && password === world.app.clientSecret;

  function find(token: string): Viewer | undefined {
    const viewer = viewers.get(token);
    return viewer?.expiresAt != null && viewer.expiresAt.getTime() <= now() ? undefined : viewer;
  }

  return {
    createPersonalToken({ login, format = 'classic', scopes = allScopes, permissions, expiresAt }) {
      const account = findAccount(world, login);
      const seesPrivate = format === 'fine-grained' || scopes.includes('repo');
      return remember(newToken(format), {
        kind: 'personal',
        payer: `user:${account.id}`,
        account,
        installation: null,
        scopes: format === 'classic' ? scopes : null,
        permissions:
          format === 'classic' || permissions === undefined ? null : { metadata: 'read', ...permissions },
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        canSee: (repository) => !repository.private || (seesPrivate && mayRead(world, account, repository)),
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
    createUserToken(account) {
      const expiresAt = new Date(Math.floor(now() / 1_000 + userTokenSeconds) * 1_000);
      const token = remember(newToken('user-to-server'), userToServerViewer(world, account, expiresAt));
      return { token, expiresAt };
    },
    find,
    revoke(viewer) {
      for (const [token, each] of viewers) if (each === viewer) viewers.delete(token);
    },
    payerOf(authorization, address) {
      if (authorization === undefined) return anonymous(address).payer;
      const credential = readCredential(authorization);
      if (isJwt(credential.token)) return app().payer;
      return find(credential.token)?.payer ?? (isClient(credential) ? client().payer : 'unknown');
    },
    async authenticate(authorization, address, skewMs = 0) {
      if (authorization === undefined) return anonymous(address);
      const credential = readCredential(authorization);
      if (isClient(credential)) return client();
      const { token } = credential;
      if (isJwt(token)) {
        await appKey.verify(token, skewMs);
        return app();
      }
      const viewer = find(token);
      if (viewer === undefined) throw badCredentials();
      if (viewer.installation !== null && !world.installations.has(viewer.installation.id))
        throw badCredentials();
      if (viewer.installation?.suspendedAt != null) throw suspended();
      return viewer;
    },
  };
}

/** The content of an `Authorization` header: a token, or an App's client id and secret. */
interface Credential {
  token: string;
  user?: string;
  password?: string;
}

/** For `Bearer`, `token` or `Basic`, where the token is the password, or the user without a password. */
function readCredential(authorization: string): Credential {
  const [, scheme = '', value = ''] = /^(bearer|token|basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return { token: value };
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
  return { token: password === '' || password === 'x-oauth-basic' ? user : password, user, password };
}

/**
 * The header of a JWT starts with `{"`; GitHub's own tokens start with a prefix of their kind, including those with
 * dots.
 */
const isJwt = (token: string) => token.startsWith('eyJ');

const fingerprint = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 16);
