import {
  type ItemAddress,
  organizationRepresentations,
  parentOf,
  type Representation,
} from '@hubtwin/resources';
import { z } from 'zod';
import { defineRoute, type RouteContract } from '../define-route.ts';
import { listOf, pageExample } from '../lists.ts';
import { organizationParams } from '../parameters.ts';
import { withRaw } from './item-schema.ts';
import { itemOf } from './items.ts';
import { addresses, queryOf } from './mirrored-routes.ts';

type OrganizationParams = ReturnType<typeof paramsOf>;

/** The routes of a resource of organisations, or of a list that each of its objects has. */
export interface OrganizationRoutes {
  representation: Representation;
  /** The address of the object whose list it is; null for the list of the organisation. */
  parent: { representation: Representation; address: ItemAddress } | null;
  list: RouteContract<OrganizationParams, ReturnType<typeof queryOf>, z.ZodUndefined>;
  item: RouteContract<OrganizationParams, z.ZodObject, z.ZodUndefined> | null;
}

const organization = '/api/v1/orgs/{org}';
const shared = { scope: 'read', limitedKeys: 'bounded', problems: [404] } as const;
const unlimited = 'A key that is limited to some repositories sees no organisation: its answer is 404.';

/** @throws TypeError if the objects whose list it is have no address in the API. */
function routesOf(representation: Representation): OrganizationRoutes {
  const { path, list, item, noun } = representation;
  const parent = parentIn(representation);
  const shown = itemOf(representation);
  const { operation: _, description, ...listed } = list;
  const below = parent === null ? '' : `/${parent.representation.path}/{${parent.address.parameter}}`;
  const params = paramsOf(parent?.address ?? null);
  return {
    representation,
    parent,
    list: defineRoute({
      ...shared,
      ...listed,
      description: description === undefined ? unlimited : `${description} ${unlimited}`,
      path: `${organization}${below}/${path}`,
      params,
      query: queryOf(representation, false),
      response: listOf(shown.schema),
      example: pageExample(shown.example),
    }),
    item:
      item === undefined
        ? null
        : defineRoute({
            ...shared,
            summary: `One ${noun}`,
            description: unlimited,
            path: `${organization}${below}/${path}/{${item.parameter}}`,
            params: paramsOf(item),
            response: withRaw(shown, representation).schema,
            example: withRaw(shown, representation).example,
          }),
  };
}

function parentIn(representation: Representation): OrganizationRoutes['parent'] {
  if (representation.parent === undefined) return null;
  const parent = parentOf(representation);
  if (parent?.item === undefined)
    throw new TypeError(`The API has no item that ${representation.path} are listed of`);
  return { representation: parent, address: parent.item };
}

/** @param address of an object below the organisation; null: none. */
const paramsOf = (address: ItemAddress | null) =>
  z.object({
    ...organizationParams.shape,
    ...(address !== null && { [address.parameter]: addresses[address.type] }),
  });

/** The routes of each resource of organisations, in the order of the document. */
export const organizationRoutes: readonly OrganizationRoutes[] = organizationRepresentations.map(routesOf);

/** The routes by operation id. */
export const organizationOperations: Record<string, RouteContract> = Object.fromEntries(
  organizationRoutes.flatMap(({ representation: { list, item }, ...contracts }) => [
    [list.operation, contracts.list] as const,
    ...(item === undefined || contracts.item === null ? [] : [[item.operation, contracts.item] as const]),
  ]),
);
