import { organizationRoutes as contracts, type OrganizationRoutes } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import type { ItemAddress, Representation } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { cachedOrganizationRoute } from '../http/cached-organization-route.ts';
import type { Route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItemWithRaw } from '../queries/source.ts';
import { listOf } from './list-of.ts';
import { columnOf, sourceOf } from './present-fields.ts';

const cachedAs = ({ representation, parent }: OrganizationRoutes) => ({
  resource: representation.cachedAs,
  // Without its parent a list is not found.
  shows: [...representation.resources, ...(parent?.representation.resources ?? [])],
});

const ofOrganization = (organizationId: number) => sql`t.organization_id = ${organizationId}`;
const addressed = (params: object, { parameter }: ItemAddress): unknown =>
  Object.entries(params).find(([name]) => name === parameter)?.[1];

function listRoute(of: OrganizationRoutes): Route {
  return cachedOrganizationRoute(
    of.list,
    cachedAs(of),
    async ({ params, query: { limit, cursor, ...filters }, organizationId }, { database }) => {
      const { representation, parent } = of;
      const parentId =
        parent === null ? null : await requireParent(database, parent, { params, organizationId });
      const more = [
        ofOrganization(organizationId),
        ...(representation.parent === undefined
          ? []
          : [sql`${columnOf(representation.parent.column)} = ${parentId}`]),
      ];
      const list = listOf(representation, filters, { more });
      // A cursor is valid for the list of one organisation and one parent.
      const bound = { ...filters, organizationId, parentId };
      return {
        body: await selectPage(database, list, {
          within: { repositoryIds: null },
          filters: bound,
          limit,
          cursor,
        }),
      };
    },
  );
}

/** @throws ProblemError `not_found` if the organisation has no such object. */
async function requireParent(
  database: Kysely<Database>,
  { representation: { table, noun }, address }: NonNullable<OrganizationRoutes['parent']>,
  { params, organizationId }: { params: object; organizationId: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select t.id from ${sql.table(table)} as t
     where ${ofOrganization(organizationId)} and ${named(params, address)} and t.deleted_at is null limit 1
  `.execute(database);
  const [found] = rows;
  if (found === undefined) throw new ProblemError('not_found', `There is no such ${noun}.`);
  return found.id;
}

const named = (params: object, address: ItemAddress): RawBuilder<unknown> =>
  sql`${columnOf(address.column)} = ${addressed(params, address)}`;

function itemRoute(of: OrganizationRoutes): Route[] {
  const { item, noun }: Representation = of.representation;
  if (of.item === null || item === undefined) return [];
  const source = sourceOf(of.representation);
  return [
    cachedOrganizationRoute(of.item, cachedAs(of), async ({ params, organizationId }, { database }) => {
      const condition = sql`${ofOrganization(organizationId)} and ${named(params, item)} and t.deleted_at is null`;
      const body = await selectItemWithRaw(database, source, condition);
      if (body === undefined) throw new ProblemError('not_found', `There is no such ${noun}.`);
      return { body };
    }),
  ];
}

/** Routes that only list or get a mirrored resource of an organisation. */
export const organizationRoutes: readonly Route[] = contracts.flatMap((of) => [
  listRoute(of),
  ...itemRoute(of),
]);
