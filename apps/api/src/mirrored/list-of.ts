import type { Representation, Sort } from '@hubtwin/resources';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { inRepository } from '../queries/in-repository.ts';
import type { List, SortColumn } from '../queries/select-page.ts';
import { conditionsOf } from './condition-of.ts';
import { columnOf, type Item, type MirroredRow, sourceOf } from './present-fields.ts';

/** The order of a list, and values of its filters by their parameters. */
export interface Wanted {
  sort: string;
  direction: 'asc' | 'desc';
  [parameter: string]: unknown;
}

export type MirroredList = List<MirroredRow, Item, Wanted>;

/**
 * A representation's list in the wanted order.
 *
 * @param wanted `sort`: one of the representation's; the filters that are not in it must not be set later.
 * @param options `repositoryId` of a list of one repository; `more`: conditions beside those of the filters.
 */
export function listOf(
  shown: Representation,
  wanted: Wanted,
  {
    repositoryId = null,
    more = [],
  }: { repositoryId?: number | null; more?: readonly RawBuilder<unknown>[] } = {},
): MirroredList {
  const { sort, direction } = wanted;
  const isOfOrganization = shown.isOfOrganization === true;
  const filters = { ...shown.filters, ...shown.repositoryFilters };
  const first = shown.sorts[sort];
  if (first === undefined) throw new TypeError(`${shown.path} are not sorted by ${sort}`);
  const ties = shown.tie.filter(({ column }) => column !== first.column).map(sortColumn);
  return {
    ...sourceOf(shown),
    name: shown.path,
    repository: isOfOrganization ? null : inRepository.repository,
    direction,
    order: [sortColumn(first), ...ties],
    // Lists of organisations have an index for each filter.
    ...(!isOfOrganization && isSearched(shown, wanted) && { searched: shown.table }),
    where: (wanted) => [
      isOfOrganization ? sql`t.deleted_at is null` : inRepository.alive,
      ...(shown.listedWith === undefined ? [] : [sql`${columnOf(shown.listedWith)} is not null`]),
      ...more,
      ...Object.entries(filters).flatMap(([name, filter]) =>
        conditionsOf(filter, wanted[name], repositoryId),
      ),
    ],
  };
}

/**
 * Whether what is wanted is not a range of the order's own index: an index of the default order has each state and status
 * before it, and every index has the times that it is ordered by.
 */
function isSearched({ sorts, filters, repositoryFilters }: Representation, wanted: Wanted): boolean {
  const isDefault = wanted.sort === Object.keys(sorts)[0];
  const column = sorts[wanted.sort]?.column;
  return Object.entries({ ...filters, ...repositoryFilters }).some(([name, filter]) => {
    const value = wanted[name];
    if (value === undefined || (filter.is === 'oneOf' && value === 'all') || filter.column === column)
      return false;
    return !(isDefault && (filter.is === 'oneOf' || filter.is === 'oneOfEither'));
  });
}

const sortColumn = ({ column, type, isNullable = false }: Sort): SortColumn => ({
  by: columnOf(column),
  type,
  nullable: isNullable,
});
