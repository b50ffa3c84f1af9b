import type { KeyRing } from '@hubtwin/secrets';
import type { Logger } from '@hubtwin/telemetry';
import { Octokit } from '@octokit/core';
import type { Meter } from '@opentelemetry/api';
import type { Budget, BudgetState } from './budget/budget.ts';
import { createView } from './create-view.ts';
import { type AppIdentity, createAppCredential } from './credentials/app-credential.ts';
import type { Credential } from './credentials/credential.ts';
import {
  createEncryptedTokenCredential,
  type EncryptedToken,
} from './credentials/encrypted-token-credential.ts';
import { createGitHubClock } from './credentials/github-clock.ts';
import { createInstallationCredential } from './credentials/installation-credential.ts';
import { mintInstallationToken } from './credentials/mint-installation-token.ts';
import { createTokenCredential } from './credentials/token-credential.ts';
import type { TokenStore } from './credentials/token-store.ts';
import { type CredentialReport, validateApp, validateToken } from './credentials/validate-credential.ts';
import { NoCredentialError } from './errors.ts';
import { type BreakerOptions, createBreaker } from './gate/breaker.ts';
import { createConcurrencyGroups } from './gate/concurrency-groups.ts';
import { createAdmission } from './gate/create-admission.ts';
import { createGate, type Moved, type Refusal } from './gate/create-gate.ts';
import { createSender } from './gate/create-sender.ts';
import { createDenials } from './gate/denials.ts';
import type { Payer } from './gate/payer.ts';
import { createRefusedCredentials } from './gate/refused-credentials.ts';
import { createRemaining } from './gate/remaining.ts';
import { createMemoryResponseStore, type ResponseStore } from './gate/response-store.ts';
import type { GitHub } from './github-client.ts';
import { graphqlUrlOf } from './graphql-url-of.ts';
import { logWaits } from './log-waits.ts';
import { createMetrics, type RequestCounts } from './metrics.ts';
import { createRequestLog } from './request-log.ts';

export interface GitHubClientOptions {
  /** REST root URL: `https://api.github.com`, or an Enterprise Server's with `/api/v3`. */
  baseUrl: string;
  /** Sent as `X-GitHub-Api-Version`; null, the default: omitted, as older Enterprise Servers require. */
  apiVersion?: string | null;
  /** Personal access tokens, of which the one with the most remaining is used. */
  tokens: readonly string[];
  app: AppIdentity | null;
  budget: Budget;
  tokenStore: TokenStore;
  /** Decrypts tokens that are stored for single repositories; null or absent: they cannot be used. */
  keys?: KeyRing | null;
  /** By default in memory, 64 MiB. */
  responses?: ResponseStore;
  meter: Meter;
  /** By default nothing is logged. */
  logger?: Logger;
  /** Sends requests; default: Node's `fetch`. */
  fetch?: typeof fetch;
  /** Timeout of each attempt in milliseconds; default 30,000. */
  timeoutMs?: number;
  /** Default 3. */
  retryCount?: number;
  /** How long requests wait for a budget that is closed or exhausted, in milliseconds; default: unlimited. */
  patienceMs?: number;
  /**
   * When requests to a failing host are paused, and for how long; default: after 12 consecutive failures, for 10
   * seconds.
   */
  breaker?: BreakerOptions;
  /** Returns a value that changes when the permissions of an installation change; null, the default: unknown. */
  grantsOf?: (installationId: number) => Promise<string | null>;
  /** Called for permanent redirects, as after a rename or a transfer. */
  onMoved?: (moved: Moved) => void;
  /** Called once when a credential is refused, until it is tried again. */
  onRefused?: (refusal: Refusal) => void;
}

/** A configured credential. */
export interface ConfiguredCredential {
  kind: 'token' | 'app' | 'installation';
  fingerprint: string;
  /** Only for an installation. */
  installationId: number | null;
  /**
   * Fetches identity and permissions of the credential from GitHub. @throws GitHubAuthenticationError if GitHub rejects
   * it
   */
  validate(): Promise<CredentialReport>;
  /** GitHub with this credential only. */
  github: GitHub;
}

/** The only path to GitHub. */
export interface GitHubClient extends AsyncDisposable {
  /** GitHub with the configured tokens. @throws if there are none. */
  forTokens(): GitHub;
  /** GitHub with one token, such as a repository's own. */
  forToken(token: string): GitHub;
  /** GitHub as the App. @throws if none is configured. */
  forApp(): GitHub;
  /** GitHub as an installation of the App. @throws if none is configured. */
  forInstallation(installationId: number): GitHub;
  /**
   * GitHub with a repository's own token first; if GitHub refuses it, its limit is exhausted, or there is none, with
   * its installation, or else the configured tokens.
   */
  forRepository(repository: {
    token?: string | EncryptedToken | null;
    installationId?: number | null;
  }): GitHub;
  /** Fetches a report about a token, or about the App (null). @throws GitHubAuthenticationError */
  validate(token: string | null): Promise<CredentialReport>;
  /** Whether any credential is configured. */
  isConfigured: boolean;
  /** Whether the App is configured. */
  hasApp: boolean;
  /** Whether a credential is configured that can request the repositories of this installation (null: none). */
  canRequest(installationId: number | null): boolean;
  /** The current budget of every credential. */
  budgets(): Promise<BudgetState[]>;
  /** Each once: the configured tokens, the App, the given installations, and the given tokens of repositories. */
  credentials(
    installationIds: readonly number[],
    ownTokens?: readonly EncryptedToken[],
  ): ConfiguredCredential[];
  /** Counts of this process's requests since it started. */
  requestCounts(): RequestCounts;
}

const defaultTimeoutMs = 30_000;
const validation = { priority: 'critical', deadlineMs: 10_000 } as const;
const defaultResponseCharacters = 32 * 1_048_576;
const defaultBreaker = { failures: 12, openMs: 10_000 };

/** @throws if the App's private key is invalid. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const {
    baseUrl,
    tokenStore,
    timeoutMs = defaultTimeoutMs,
    retryCount = 3,
    patienceMs = Number.POSITIVE_INFINITY,
    logger = null,
    grantsOf = async () => null,
    onMoved = () => {},
    onRefused = () => {},
  } = options;
  const budget = logger === null ? options.budget : logWaits(options.budget, logger);
  const log = createRequestLog(logger);
  const metrics = createMetrics(options.meter);
  const remaining = createRemaining();
  const refused = createRefusedCredentials();
  const clock = createGitHubClock();
  const octokit = new Octokit({
    baseUrl,
    userAgent: 'hubtwin',
    ...(options.fetch !== undefined && { request: { fetch: options.fetch } }),
  });
  octokit.hook.wrap(
    'request',
    createGate({
      baseUrl,
      endpoint: octokit.request.endpoint,
      schedule: createConcurrencyGroups(),
      admit: createAdmission({ budget, remaining, refused, metrics, timeoutMs, patienceMs }),
      sendOnce: createSender({
        budget,
        remaining,
        responses: options.responses ?? createMemoryResponseStore(defaultResponseCharacters),
        breaker: createBreaker(options.breaker ?? defaultBreaker),
        metrics,
        log,
        clock,
        timeoutMs,
        apiVersion: options.apiVersion ?? null,
      }),
      metrics,
      log,
      retryCount,
      refused,
      denials: createDenials(),
      onRefused,
      onMoved,
    }),
  );

  const viewOf = (tiers: Payer['tiers']): GitHub => {
    const payer = {
      id: tiers.map((tier) => tier.map(({ fingerprint }) => fingerprint).join('+')).join('>'),
      tiers,
    };
    return createView({ octokit, payer, graphqlUrl: graphqlUrlOf(baseUrl) });
  };
  const view = (...credentials: Credential[]) => viewOf([credentials]);
  const tokens = options.tokens.map((token) => createTokenCredential(token));
  const app = options.app === null ? null : createAppCredential(options.app, baseUrl, clock);

  const installations = new Map<number, Credential>();
  function installation(installationId: number): Credential {
    const known = installations.get(installationId);
    if (known !== undefined) return known;
    if (options.app === null || app === null) throw new NoCredentialError('no GitHub App is configured');
    const credential = createInstallationCredential({
      appId: options.app.id,
      installationId,
      baseUrl,
      tokens: tokenStore,
      grantsOf,
      mint: (id) => mintInstallationToken(view(app), id),
    });
    installations.set(installationId, credential);
    return credential;
  }

  function forTokens(): GitHub {
    if (tokens.length === 0) throw new NoCredentialError('no token for GitHub is configured');
    return view(...tokens);
  }
  function forApp(): GitHub {
    if (app === null) throw new NoCredentialError('no GitHub App is configured');
    return view(app);
  }
  async function validateCredential(kind: ConfiguredCredential['kind'], credential: Credential) {
    if (kind === 'app') return await validateApp(view(credential), validation);
    const authorization = await credential.authorize();
    const token = authorization?.header.replace(/^Bearer /, '') ?? '';
    return await validateToken(view(credential), token, validation);
  }
  const forToken = (token: string) => view(createTokenCredential(token));
  const forInstallation = (installationId: number) => view(installation(installationId));

  return {
    forTokens,
    forToken,
    forApp,
    forInstallation,
    forRepository({ token = null, installationId = null }) {
      const others = installationId === null || app === null ? tokens : [installation(installationId)];
      if (token === null && others.length === 0) return forTokens();
      const own =
        typeof token === 'string'
          ? createTokenCredential(token)
          : token && createEncryptedTokenCredential(token, options.keys ?? null);
      return viewOf([own === null ? [] : [own], others].filter((tier) => tier.length > 0));
    },
    validate: (token) =>
      token === null ? validateApp(forApp(), validation) : validateToken(forToken(token), token, validation),
    isConfigured: tokens.length > 0 || app !== null,
    hasApp: app !== null,
    canRequest: (installationId) => tokens.length > 0 || (app !== null && installationId !== null),
    budgets: () => budget.read(),
    credentials(installationIds, ownTokens = []) {
      const configured = [
        ...tokens.map((credential) => ({ kind: 'token' as const, installationId: null, credential })),
        ...(app === null ? [] : [{ kind: 'app' as const, installationId: null, credential: app }]),
        ...(app === null ? [] : installationIds).map((installationId) => ({
          kind: 'installation' as const,
          installationId,
          credential: installation(installationId),
        })),
        ...ownTokens.map((token) => ({
          kind: 'token' as const,
          installationId: null,
          credential: createEncryptedTokenCredential(token, options.keys ?? null),
        })),
      ];
      const unique = new Map(configured.map((each) => [each.credential.fingerprint, each]));
      return [...unique].map(([fingerprint, { credential, ...rest }]) => ({
        ...rest,
        fingerprint,
        validate: () => validateCredential(rest.kind, credential),
        github: view(credential),
      }));
    },
    requestCounts: () => metrics.counts(),
    async [Symbol.asyncDispose]() {
      await budget[Symbol.asyncDispose]();
    },
  };
}
