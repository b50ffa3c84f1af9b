import type { Database, UncertainObject } from '@hubtwin/database';
import { type CallOptions, GitHubPermissionError, type Page } from '@hubtwin/github';
import type { JsonObject, ListSource } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { isFailed, isSeen } from '../../answers/withheld.ts';
import { fetchObject } from '../../fetch/fetch-object.ts';
import type { OrganizationView } from '../../fetch/open-organization.ts';
import { keyTextOf } from '../../fetch/read-list.ts';
import { settleAll } from '../../fetch/settle-all.ts';
import { organizationTarget } from '../../fetch/target-of.ts';
import { observeDeletion } from '../../observe.ts';
import { observeItems } from '../../observe-items.ts';
import { storeAnswers } from '../../store-answers.ts';
import type { OrganizationList } from './organization-lists.ts';

/** The context for requests about an organisation. */
export interface OrganizationContext extends OrganizationView {
  database: Kysely<Database>;
  call: CallOptions;
}

interface WholeList extends OrganizationList {
  /** Of the request, in addition to those of the organisation. */
  parameters: Record<string, string | number>;
  /** Keys that GitHub's objects do not contain, in addition to the organisation. */
  added: JsonObject;
  /** Finds the stored objects of the list: those that it does not show are requested, or deleted. */
  findStored(): Promise<readonly UncertainObject[]>;
}

/**
 * Stores a list of an organisation, with conditional requests. Objects that it does not show and that cannot be
 * requested individually were deleted.
 *
 * @returns when it was requested; null if some of its objects could not be read, which may be those that are not listed.
 */
export async function readWholeList(
  { definition, list, parameters, added, findStored }: WholeList,
  { database, github, organization, call }: OrganizationContext,
): Promise<Date | null> {
  const seen = new Set<string>();
  let begunAt: Date | undefined;
  let areAllReadable = true;
  const query = { org: organization.login, ...list.query, ...parameters };
  for (const value of valuesOf(list)) {
    for await (const { items, nulls, response } of pagesOf(github, list, { ...query, ...value }, call)) {
      const { requestedAt, url } = response;
      requireOwn(list, url);
      begunAt ??= requestedAt;
      const listed = {
        items: items.map((item) => ({ ...pickedOf(list, item), ...added, ...value, organization })),
        nulls,
      };
      const origin = { repositoryId: null, source: 'sync', requestedAt } as const;
      const { observations, unreadable } = observeItems(definition, listed, origin);
      for (const { key } of observations) seen.add(keyTextOf(key, definition));
      const stored = await storeAnswers(database, observations);
      areAllReadable &&= unreadable.count + stored.unreadable.count === 0;
    }
  }
  if (begunAt === undefined || !areAllReadable) return null;
  const origin = { repositoryId: null, source: 'sync', requestedAt: begunAt } as const;
  const absent = (await findStored()).filter(({ key }) => !seen.has(keyTextOf(key, definition)));
  const { item } = definition;
  const target = organizationTarget({ github, organization });
  const settled = await settleAll(absent, async (object) =>
    item === undefined
      ? observeDeletion(definition, object, origin)
      : await fetchObject(definition, item, object, target, { ...call, isUnlisted: true }),
  );
  await storeAnswers(database, settled.filter(isSeen));
  const [failed] = settled.filter(isFailed);
  if (failed !== undefined) throw failed.failure;
  return begunAt;
}

const valuesOf = ({ each }: ListSource): Record<string, string>[] =>
  each === undefined ? [{}] : each.values.map((value) => ({ [each.parameter]: value }));

const pickedOf = ({ picks }: ListSource, item: unknown): JsonObject =>
  picks === undefined
    ? Object(item)
    : Object.fromEntries(
        picks.map((key) => [key, Object(item)[key]]).filter(([, value]) => value !== undefined),
      );

async function* pagesOf(
  github: OrganizationView['github'],
  { route, isSingle }: ListSource,
  parameters: Record<string, string | number>,
  call: CallOptions,
): AsyncGenerator<Pick<Page<unknown>, 'items' | 'nulls' | 'response'>, void, undefined> {
  if (isSingle !== true) return yield* github.pages(route, { ...parameters, per_page: 100 }, call);
  const response = await github.fetch(route, parameters, call);
  yield { items: [response.data], nulls: 0, response };
}

/**
 * GitHub redirects who may not read the members of an organisation to another list, of its public ones.
 *
 * @throws GitHubPermissionError
 */
function requireOwn({ route }: ListSource, url: string): void {
  const last = route.slice(route.lastIndexOf('/'));
  if (last.startsWith('/{') || new URL(url).pathname.endsWith(last)) return;
  throw new GitHubPermissionError('GitHub shows another list instead', { status: 403, resource: route });
}
