import type { Database } from '@hubtwin/database';
import {
  type CallOptions,
  type GitHub,
  GitHubAuthenticationError,
  type GitHubClient,
  type GitHubError,
  GitHubNotFoundError,
  GitHubPermissionError,
  GitHubRateLimitError,
} from '@hubtwin/github';
import { repositories } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeItems } from '../observe-items.ts';
import { storeListed } from './store-listed.ts';

/** An organisation or a user under its current name. */
export interface Owner {
  id: number;
  login: string;
  isOrganization: boolean;
}

export interface ListedOwner {
  owner: Owner;
  /** The listed repositories. */
  repositoryIds: number[];
  /** The time of the list's request, by GitHub's clock. */
  listedAt: Date;
  /** Fingerprints of the tokens that read their list completely; `anyToken` for the list of any token. */
  listedBy: string[];
  /** The rate limit of an exhausted token, which may have access to more; null if every token was used. */
  postponed: GitHubRateLimitError | null;
}

/** The tokens whose lists were read the last time; null: unknown, which counts as all. */
interface Range {
  /** Reads only what was created, transferred or changed since then; null: all. */
  since: Date | null;
  listedBy: readonly string[] | null;
}

const anyToken = 'any';

const account = z.looseObject({ id: z.int(), login: z.string(), type: z.string() });
const owned = z.looseObject({ owner: z.looseObject({ id: z.int(), login: z.string() }) });
const identified = z.looseObject({ id: z.int() });
const dated = z.looseObject({ updated_at: z.iso.datetime() });

/**
 * Reads the repositories of an organisation or a user into the twin, with the configured tokens: all of the user that
 * a token belongs to, the public ones of any other user; of an organisation those that any of the tokens can access.
 *
 * @param named by login; by id, which does not change; or as last known, if a list of its repositories proves that,
 * which saves the request for the account.
 * @param options `since` applies to tokens of `listedBy`: the others read everything, because they may have access to
 * more.
 * @throws GitHubNotFoundError if the account does not exist; NoCredentialError; the denial of the last token that could
 * list anything, if it was denied in the middle of its list.
 */
export async function listOwner(
  context: ListingContext,
  named: { login: string } | { id: number } | Owner,
  options: CallOptions & Range,
): Promise<ListedOwner> {
  const { since: _, listedBy: _before, ...call } = options;
  const isKnown = 'isOrganization' in named;
  const owner = isKnown ? named : await requestOwner(context.github, named, call);
  try {
    return await listRepositories(context, owner, { ...options, isAssumed: isKnown });
  } catch (error) {
    // Its login may have changed, or belong to another account.
    if (isKnown && (error instanceof UnconfirmedOwnerError || error instanceof GitHubNotFoundError))
      return await listOwner(context, { id: named.id }, options);
    throw error;
  }
}

interface ListingContext {
  database: Kysely<Database>;
  github: GitHubClient;
}

/** A list does not prove that the account still has its login. */
class UnconfirmedOwnerError extends Error {
  override readonly name = 'UnconfirmedOwnerError';
}

async function requestOwner(
  github: GitHubClient,
  named: { login: string } | { id: number },
  call: CallOptions,
): Promise<Owner> {
  const view = github.forTokens();
  const { data } =
    'id' in named
      ? await view.fetch('GET /user/{account_id}', { account_id: named.id }, call)
      : await view.fetch('GET /users/{username}', { username: named.login }, call);
  const { id, login, type } = account.parse(data);
  return { id, login, isOrganization: type === 'Organization' };
}

/**
 * @param options `isAssumed`: whether the account is the last known one, which the first page of the list must prove.
 */
async function listRepositories(
  { database, github }: ListingContext,
  assumed: Owner,
  { since: changedSince, listedBy: before, isAssumed, ...call }: CallOptions & Range & { isAssumed: boolean },
): Promise<ListedOwner> {
  let owner = assumed;
  const newest = { sort: 'updated', direction: 'desc', per_page: 100 };
  const repositoryIds = new Set<number>();
  let listedAt: Date | undefined;
  let denial: GitHubError | undefined;
  const listedBy: string[] = [];
  const { sources, postponed: unknown } = await findSources(github, owner, call);
  let postponed = unknown;
  for (const { token, view, route, parameters } of sources) {
    const since = before === null || before.includes(token) ? changedSince : null;
    try {
      for await (const page of view.pages(route, { ...parameters, ...newest }, call)) {
        const { requestedAt } = page.response;
        if (isAssumed) owner = confirmedBy(page.items, owner);
        listedAt ??= requestedAt;
        const origin = { repositoryId: null, source: 'import', requestedAt } as const;
        const { observations } = observeItems(repositories, page, origin);
        await storeListed(database, observations);
        for (const { key } of observations) repositoryIds.add(Number(key.id));
        const last = dated.safeParse(page.items.at(-1));
        if (since !== null && last.success && Date.parse(last.data.updated_at) < since.getTime()) break;
      }
      listedBy.push(token);
    } catch (error) {
      if (error instanceof GitHubRateLimitError) postponed = error;
      else if (isDenial(error)) denial ??= error;
      else throw error;
    }
  }
  const failure = postponed ?? denial;
  const isListed = listedAt !== undefined && (listedBy.length > 0 || postponed !== null);
  if (!isListed && failure !== undefined && failure !== null) throw failure;
  return { owner, repositoryIds: [...repositoryIds], listedAt: listedAt ?? new Date(), listedBy, postponed };
}

/**
 * Determines an account by the owner's login in its repositories.
 *
 * @throws UnconfirmedOwnerError if there are none, or they belong to another account.
 */
function confirmedBy(items: readonly unknown[], { id, login, isOrganization }: Owner): Owner {
  const owners = items.flatMap((item) => owned.safeParse(item).data?.owner ?? []);
  const [first] = owners;
  if (first === undefined || owners.some((each) => each.id !== id))
    throw new UnconfirmedOwnerError(`the list shows no repositories of ${login}`);
  return { id, login: first.login, isOrganization };
}

interface Source {
  /** The fingerprint of its token, or `anyToken`. */
  token: string;
  view: GitHub;
  route: string;
  parameters: Record<string, string>;
}

/**
 * GitHub lists a user's private repositories for that user's tokens only, and by another route; those of an
 * organisation for tokens with access, so each token lists its own.
 */
async function findSources(
  github: GitHubClient,
  owner: Owner,
  call: CallOptions,
): Promise<{ sources: Source[]; postponed: GitHubRateLimitError | null }> {
  const parameters = { owner: owner.login };
  const tokens = github
    .credentials([])
    .flatMap(({ kind, fingerprint: token, github: view }) => (kind === 'token' ? [{ token, view }] : []));
  if (owner.isOrganization)
    return {
      sources: tokens.map((each) => ({ ...each, route: 'GET /orgs/{owner}/repos', parameters })),
      postponed: null,
    };
  let postponed: GitHubRateLimitError | null = null;
  for (const { token, view } of tokens) {
    const whose = await belongsTo(view, owner.id, call);
    if (whose instanceof GitHubRateLimitError) postponed = whose;
    else if (whose)
      return {
        sources: [{ token, view, route: 'GET /user/repos', parameters: { affiliation: 'owner' } }],
        postponed: null,
      };
  }
  return {
    sources: [{ token: anyToken, view: github.forTokens(), route: 'GET /users/{owner}/repos', parameters }],
    postponed,
  };
}

/**
 * Whether a token belongs to the user. False for a rejected token, or one without a user; for one without budget it
 * is unknown.
 */
async function belongsTo(
  view: GitHub,
  userId: number,
  call: CallOptions,
): Promise<boolean | GitHubRateLimitError> {
  try {
    const { data } = await view.fetch('GET /user', {}, call);
    return identified.parse(data).id === userId;
  } catch (error) {
    if (isDenial(error)) return false;
    if (error instanceof GitHubRateLimitError) return error;
    throw error;
  }
}

/** Whether GitHub rejects a token, or denies its request. */
const isDenial = (error: unknown): error is GitHubError =>
  error instanceof GitHubAuthenticationError ||
  error instanceof GitHubPermissionError ||
  error instanceof GitHubNotFoundError;
