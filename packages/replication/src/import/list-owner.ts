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
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeItems } from '../observe-items.ts';
import { repositories } from '../resources/repositories.ts';
import { storeListed } from './store-listed.ts';

/** An organisation or a user, as GitHub names it now. */
export interface Owner {
  id: number;
  login: string;
  isOrganization: boolean;
}

export interface ListedOwner {
  owner: Owner;
  /** Of the repositories that the list showed. */
  repositoryIds: number[];
  /** When the list was requested, by GitHub's clock. */
  listedAt: Date;
  /** The limit of a token that has none left, which may read more; null where every token was used. */
  postponed: GitHubRateLimitError | null;
}

const account = z.looseObject({ id: z.int(), login: z.string(), type: z.string() });
const owned = z.looseObject({ owner: z.looseObject({ id: z.int(), login: z.string() }) });
const identified = z.looseObject({ id: z.int() });
const dated = z.looseObject({ updated_at: z.iso.datetime() });

/**
 * Reads the repositories of an organisation or a user into the twin, as the configured tokens see them: of the user that
 * a token belongs to all, of any other user the public ones; of an organisation what any of the tokens may read.
 *
 * @param named by login; by id, which a rename does not change; or as it was known, where a list of its repositories
 *   that shows it so spares the request for the account.
 * @param options `since`: only what was created, transferred or changed since then; null: all.
 * @throws GitHubNotFoundError where there is no such account; NoCredentialError.
 */
export async function listOwner(
  context: ListingContext,
  named: { login: string } | { id: number } | Owner,
  options: CallOptions & { since: Date | null },
): Promise<ListedOwner> {
  const { since: _, ...call } = options;
  const isKnown = 'isOrganization' in named;
  const owner = isKnown ? named : await requestOwner(context.github, named, call);
  try {
    return await listRepositories(context, owner, { ...options, isAssumed: isKnown });
  } catch (error) {
    // Its login may be another one, or another account's, by now.
    if (isKnown && (error instanceof UnconfirmedOwnerError || error instanceof GitHubNotFoundError))
      return await listOwner(context, { id: named.id }, options);
    throw error;
  }
}

interface ListingContext {
  database: Kysely<Database>;
  github: GitHubClient;
}

/** A list does not show that the account still has its login. */
class UnconfirmedOwnerError extends Error {
  override readonly name = 'UnconfirmedOwnerError';
}

async function requestOwner(
  github: GitHubClient,
  named: { login: string } | { id: number },
  call: CallOptions,
): Promise<Owner> {
  const anyToken = github.forTokens();
  const { data } =
    'id' in named
      ? await anyToken.ask('GET /user/{account_id}', { account_id: named.id }, call)
      : await anyToken.ask('GET /users/{username}', { username: named.login }, call);
  const { id, login, type } = account.parse(data);
  return { id, login, isOrganization: type === 'Organization' };
}

/** @param options `isAssumed`: whether the account is as it was known, which the first page of the list has to show. */
async function listRepositories(
  { database, github }: ListingContext,
  assumed: Owner,
  { since, isAssumed, ...call }: CallOptions & { since: Date | null; isAssumed: boolean },
): Promise<ListedOwner> {
  let owner = assumed;
  const newest = { sort: 'updated', direction: 'desc', per_page: 100 };
  const repositoryIds = new Set<number>();
  let listedAt: Date | undefined;
  let denial: GitHubError | undefined;
  const { sources, postponed: unknown } = await findSources(github, owner, call);
  let postponed = unknown;
  for (const { view, route, parameters } of sources) {
    try {
      for await (const page of view.pages(route, { ...parameters, ...newest }, call)) {
        const { askedAt } = page.response;
        if (isAssumed) owner = confirmedBy(page.items, owner);
        listedAt ??= askedAt;
        const finding = { repositoryId: null, source: 'import', askedAt } as const;
        const { observations } = observeItems(repositories, page, finding);
        await storeListed(database, observations);
        for (const { key } of observations) repositoryIds.add(Number(key.id));
        const last = dated.safeParse(page.items.at(-1));
        if (since !== null && last.success && Date.parse(last.data.updated_at) < since.getTime()) break;
      }
    } catch (error) {
      if (error instanceof GitHubRateLimitError) postponed = error;
      else if (isDenial(error)) denial ??= error;
      else throw error;
    }
  }
  const failure = postponed ?? denial;
  if (listedAt === undefined && failure !== undefined && failure !== null) throw failure;
  return { owner, repositoryIds: [...repositoryIds], listedAt: listedAt ?? new Date(), postponed };
}

/**
 * An account by the login that its repositories show.
 *
 * @throws UnconfirmedOwnerError where there are none, or they are another account's.
 */
function confirmedBy(items: readonly unknown[], { id, login, isOrganization }: Owner): Owner {
  const owners = items.flatMap((item) => owned.safeParse(item).data?.owner ?? []);
  const [first] = owners;
  if (first === undefined || owners.some((each) => each.id !== id))
    throw new UnconfirmedOwnerError(`the list shows no repositories of ${login}`);
  return { id, login: first.login, isOrganization };
}

interface Source {
  view: GitHub;
  route: string;
  parameters: Record<string, string>;
}

/**
 * GitHub lists a user's private repositories to that user alone, and by another route; those of an organisation to the
 * tokens that may read them, so each token lists its own.
 */
async function findSources(
  github: GitHubClient,
  owner: Owner,
  call: CallOptions,
): Promise<{ sources: Source[]; postponed: GitHubRateLimitError | null }> {
  const parameters = { owner: owner.login };
  const views = github.credentials([]).flatMap(({ kind, github: view }) => (kind === 'token' ? [view] : []));
  if (owner.isOrganization)
    return {
      sources: views.map((view) => ({ view, route: 'GET /orgs/{owner}/repos', parameters })),
      postponed: null,
    };
  let postponed: GitHubRateLimitError | null = null;
  for (const view of views) {
    const whose = await belongsTo(view, owner.id, call);
    if (whose instanceof GitHubRateLimitError) postponed = whose;
    else if (whose)
      return {
        sources: [{ view, route: 'GET /user/repos', parameters: { affiliation: 'owner' } }],
        postponed: null,
      };
  }
  return {
    sources: [{ view: github.forTokens(), route: 'GET /users/{owner}/repos', parameters }],
    postponed,
  };
}

/** Whether a token is the user's own. One that is refused, or is no person's, is not; of one without budget that is not known. */
async function belongsTo(
  view: GitHub,
  userId: number,
  call: CallOptions,
): Promise<boolean | GitHubRateLimitError> {
  try {
    const { data } = await view.ask('GET /user', {}, call);
    return identified.parse(data).id === userId;
  } catch (error) {
    if (isDenial(error)) return false;
    if (error instanceof GitHubRateLimitError) return error;
    throw error;
  }
}

/** Whether GitHub refuses a token, or denies it what it asks for. */
const isDenial = (error: unknown): error is GitHubError =>
  error instanceof GitHubAuthenticationError ||
  error instanceof GitHubPermissionError ||
  error instanceof GitHubNotFoundError;
