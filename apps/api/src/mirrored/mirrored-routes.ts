import { mirroredRoutes as contracts, type MirroredRoutes } from '@hubtwin/contract';
import { sql } from 'kysely';
import { z } from 'zod';
import { cachedRepositoryRoute } from '../http/cached-repository-route.ts';
import { cachedRoute } from '../http/cached-route.ts';
import type { Route } from '../http/route.ts';
import { ProblemError } from '../problem-error.ts';
import { visible } from '../queries/access.ts';
import { inRepository } from '../queries/in-repository.ts';
import { requireRepository } from '../queries/require-repository.ts';
import { selectPage } from '../queries/select-page.ts';
import { selectItem, selectItemWithRaw } from '../queries/source.ts';
import { hideRaw } from '../visibility/hide-raw.ts';
import { hasParent } from './has-parent.ts';
import { listOf } from './list-of.ts';
import { columnOf, sourceOf } from './present-fields.ts';
import { requireNamed } from './require-named.ts';

const cachedAs = ({ representation }: MirroredRoutes) => ({
  resource: representation.cachedAs,
  shows: representation.resources,
});

function listRoute(of: MirroredRoutes): Route[] {
  if (of.list === null) return [];
  return [
    cachedRepositoryRoute(
      of.list,
      cachedAs(of),
      async ({ query: { limit, cursor, ...filters }, repositoryId }, { database }) => {
        const list = listOf(of.representation, filters, { repositoryId });
        const body = await selectPage(database, list, { within: { repositoryId }, filters, limit, cursor });
        if (body.data.length === 0 && cursor === undefined) {
          await requireNamed(database, of.representation, { filters, repositoryId });
        }
        return { body };
      },
    ),
  ];
}

function acrossRoute(of: MirroredRoutes): Route[] {
  if (of.across === null) return [];
  return [
    cachedRoute(
      of.across,
      cachedAs(of),
      async ({ query: { limit, cursor, ...filters }, access }, { database }) => {
        const named = z.string().optional().parse(filters.repository);
        const within =
          named === undefined
            ? access
            : { repositoryId: (await requireRepository(database, access, named)).id };
        const list = listOf(of.representation, filters);
        return { body: await selectPage(database, list, { within, filters, limit, cursor }) };
      },
    ),
  ];
}

function ofObjectRoute(of: MirroredRoutes): Route[] {
  const { ofObject, resources, noun } = of.representation;
  if (of.ofObject === null || ofObject === undefined) return [];
  const { column, parents, parentColumns = {}, parameter = { name: 'number' } } = ofObject;
  return [
    cachedRepositoryRoute(
      of.ofObject,
      // Without its parent a list is not found.
      { resource: of.representation.cachedAs, shows: [...resources, ...parents] },
      async ({ params, query: { limit, cursor, ...filters }, repositoryId }, { database }) => {
        const value: unknown = Object.entries(params).find(([name]) => name === parameter.name)?.[1];
        const columns = parents.map((name) => ({ name, column: parentColumns[name] ?? 'number' }));
        if (!(await hasParent(database, columns, { repositoryId, value })))
          throw new ProblemError('not_found', `There is no such object that ${noun}s belong to.`);
        const more = [sql`${columnOf(column)} = ${value}`];
        const list = listOf(of.representation, filters, { repositoryId, more });
        const page = {
          within: { repositoryId },
          filters: { ...filters, [parameter.name]: value },
          limit,
          cursor,
        };
        return { body: await selectPage(database, list, page) };
      },
    ),
  ];
}

function itemRoute(of: MirroredRoutes): Route[] {
  const { item } = of.representation;
  if (of.item === null || item === undefined) return [];
  const source = sourceOf(of.representation);
  const { noun } = of.representation;
  return [
    cachedRepositoryRoute(of.item, cachedAs(of), async ({ params, repositoryId }, { database }) => {
      const value: unknown = Object.entries(params).find(([name]) => name === item.parameter)?.[1];
      const named = sql`t.repository_id = ${repositoryId} and ${columnOf(item.column)} = ${value}`;
      const body = await selectItemWithRaw(database, source, sql`${named} and t.deleted_at is null`);
      if (body !== undefined) return { body };
      // As GitHub answers: an issue that was deleted or transferred is 410, one that never was 404.
      const deleted =
        item.isGoneWhenDeleted === true
          ? await selectItem(database, source, sql`${named} and t.deleted_at is not null`)
          : undefined;
      throw deleted === undefined
        ? new ProblemError('not_found', `There is no such ${noun}.`)
        : new ProblemError('gone', `The ${noun} was deleted or transferred.`);
    }),
  ];
}

function itemAcrossRoute(of: MirroredRoutes): Route[] {
  const { itemAcross, noun } = of.representation;
  if (of.itemAcross === null || itemAcross === undefined) return [];
  const source = sourceOf(of.representation);
  return [
    cachedRoute(of.itemAcross, cachedAs(of), async ({ params, access }, { database }) => {
      const value: unknown = Object.entries(params).find(([name]) => name === itemAcross.parameter)?.[1];
      const condition = sql`${columnOf(itemAcross.column)} = ${value} and ${inRepository.alive}
        and ${visible(access, inRepository.repository)}`;
      const body = await selectItemWithRaw(database, source, condition);
      if (body === undefined) throw new ProblemError('not_found', `There is no such ${noun}.`);
      return {
        body: access.repositoryIds === null ? body : await hideRaw(database, access.repositoryIds, body),
      };
    }),
  ];
}

/** Routes that only list or get a mirrored resource. */
export const mirroredRoutes: readonly Route[] = contracts.flatMap((of) => [
  ...listRoute(of),
  ...acrossRoute(of),
  ...ofObjectRoute(of),
  ...itemRoute(of),
  ...itemAcrossRoute(of),
]);
