import {
  acrossRepresentations,
  type ItemAddress,
  type ListOfObject,
  type Representation,
  representations,
} from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute, type RouteContract } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, id, integer, repositoryParams, text } from '../parameters.ts';
import { filterSchemas } from './filter-schemas.ts';
import { type ItemSchema, withRaw } from './item-schema.ts';
import { itemOf } from './items.ts';
import { sha } from './sha.ts';

type ListQuery = ReturnType<typeof queryOf>;
type ListContract = RouteContract<z.ZodObject, ListQuery, z.ZodUndefined>;
type RepositoryListContract = RouteContract<typeof repositoryParams, ListQuery, z.ZodUndefined>;
type ListOfObjectContract = RouteContract<ReturnType<typeof parentParams>, ListQuery, z.ZodUndefined>;
type ItemContract = RouteContract<ReturnType<typeof itemParams>, z.ZodObject, z.ZodUndefined>;

/** The routes of a resource. */
export interface MirroredRoutes {
  representation: Representation;
  /** Null for the objects of a parent, whose list has a route of its own. */
  list: RepositoryListContract | null;
  across: ListContract | null;
  ofObject: ListOfObjectContract | null;
  item: ItemContract | null;
  itemAcross: RouteContract<z.ZodObject, z.ZodObject, z.ZodUndefined> | null;
}

const repository = '/api/v1/repositories/{owner}/{repo}';
const bounded = { scope: 'read', limitedKeys: 'bounded' } as const;

export const addresses: Record<ItemAddress['type'], z.ZodType> = {
  // The maximum of the column.
  number: integer({ min: 1, max: 2_147_483_647 }).describe('Number within the repository.'),
  id,
  nodeId: text().meta({ example: 'PRRT_kwDOABCD1234' }),
  slug: text().meta({ example: 'justice-league' }),
  sha,
};

/** The parameters of the list of one object. */
const parentParams = ({ name, type }: NonNullable<ListOfObject['parameter']>) =>
  z.object({ ...repositoryParams.shape, [name]: addresses[type] });

/** The query parameters of a list. @param isAcross whether it is the list across all repositories. */
export function queryOf(
  { sorts, direction, filters, repositoryFilters = {}, across }: Representation,
  isAcross: boolean,
) {
  const names = Object.entries(sorts)
    .filter(([, { isOfRepository = false }]) => !(isAcross && isOfRepository))
    .map(([name]) => name);
  const [first = ''] = names;
  return paging.extend({
    ...filterSchemas(isAcross ? filters : { ...filters, ...repositoryFilters }),
    ...(isAcross && across?.takesRepository && { repository: fullName.optional() }),
    sort: z.enum(names).default(first).describe(sortDescription(names)),
    direction: z.enum(['asc', 'desc']).default(direction),
  });
}

const sortDescription = (names: readonly string[]): string =>
  names.includes('updated')
    ? 'With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates.'
    : 'The sort field.';

function routesOf(representation: Representation): MirroredRoutes {
  const { path, list, across, ofObject: below, item, itemAcross, noun, isOfParent = false } = representation;
  const shown = itemOf(representation);
  const { operation: _, ...listed } = list;
  return {
    representation,
    list: isOfParent
      ? null
      : defineRoute({
          ...bounded,
          ...listed,
          path: `${repository}/${path}`,
          params: repositoryParams,
          query: queryOf(representation, false),
          response: listOf(shown.schema),
          example: pageExample(shown.example),
          problems: [404],
        }),
    across:
      across === undefined
        ? null
        : defineRoute({
            ...bounded,
            summary: across.summary,
            ...(across.description !== undefined && { description: across.description }),
            path: `/api/v1/${path}`,
            query: queryOf(representation, true),
            response: listOf(shown.schema),
            example: pageExample(shown.example),
            ...(across.takesRepository && { problems: [404] as const }),
          }),
    item: item === undefined ? null : itemRoute(representation, item, withRaw(shown, representation)),
    itemAcross:
      itemAcross === undefined
        ? null
        : defineRoute({
            ...bounded,
            path: `/api/v1/${path}/{${itemAcross.parameter}}`,
            summary: `One ${noun}`,
            params: z.object({ [itemAcross.parameter]: addresses[itemAcross.type] }),
            response: withRaw(shown, representation).schema,
            example: withRaw(shown, representation).example,
            problems: [404],
          }),
    ofObject: below === undefined ? null : listOfObjectRoute(representation, below, shown),
  };
}

/** The lists of single objects have the default order only, as on GitHub. */
function withFirstSort(representation: Representation): Representation {
  const [first] = Object.entries(representation.sorts);
  return first === undefined ? representation : { ...representation, sorts: Object.fromEntries([first]) };
}

function listOfObjectRoute(
  representation: Representation,
  {
    operation: _,
    path: parent,
    name = representation.path,
    parameter = { name: 'number', type: 'number' },
    column: __,
    parents: ___,
    parentColumns: ____,
    ...listed
  }: ListOfObject,
  shown: ItemSchema,
): ListOfObjectContract {
  return defineRoute({
    ...bounded,
    ...listed,
    path: `${repository}/${parent}/{${parameter.name}}/${name}`,
    params: parentParams(parameter),
    query: queryOf(withFirstSort(representation), false),
    response: listOf(shown.schema),
    example: pageExample(shown.example),
    problems: [404],
  });
}

const itemParams = ({ parameter, type }: ItemAddress) =>
  z.object({ ...repositoryParams.shape, [parameter]: addresses[type] });

function itemRoute({ path, noun }: Representation, item: ItemAddress, shown: ItemSchema): ItemContract {
  return defineRoute({
    ...bounded,
    path: `${repository}/${path}/{${item.parameter}}`,
    summary: `One ${noun}`,
    params: itemParams(item),
    response: shown.schema,
    example: shown.example,
    problems: item.isGoneWhenDeleted === true ? [404, 410] : [404],
  });
}

/** The routes of each resource, in the order of the document. */
export const mirroredRoutes: readonly MirroredRoutes[] = [
  ...new Set([...representations, ...acrossRepresentations]),
].map(routesOf);

/** The routes by operation id. @param isAcross the lists across all repositories instead of those of one. */
export function operationsOf(isAcross: boolean): Record<string, RouteContract> {
  return Object.fromEntries(
    mirroredRoutes.flatMap(({ representation: { list, across, ofObject, item, itemAcross }, ...contracts }) =>
      (isAcross
        ? [
            [across?.operation, contracts.across],
            [itemAcross?.operation, contracts.itemAcross],
          ]
        : [
            [list.operation, contracts.list],
            [ofObject?.operation, contracts.ofObject],
            [item?.operation, contracts.item],
          ]
      ).flatMap(([operation, contract]) =>
        typeof operation === 'string' && typeof contract === 'object' && contract !== null
          ? [[operation, contract] as const]
          : [],
      ),
    ),
  );
}
