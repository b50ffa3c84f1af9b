import {
  acrossRepresentations,
  type Filter,
  type Filters,
  organizationRepresentations,
  type Representation,
  representations,
} from '@hubtwin/resources';
import { expect, test } from 'vitest';
import type { RouteContract } from '../define-route.ts';
import { mirroredRoutes } from './mirrored-routes.ts';
import { organizationRoutes } from './organization-routes.ts';

const root = new URL('../../../../', import.meta.url).pathname;

/** What each kind of filter takes, in a few words. */
const taken: Record<Filter['is'], (filter: Filter) => string> = {
  equal: () => 'exactly',
  hash: () => 'a hash, in any case',
  equalIgnoringCase: () => 'in any case',
  oneOf: (filter) =>
    filter.is === 'oneOf'
      ? [...filter.values, ...(filter.hasAll === true ? ['all'] : [])].map((each) => `\`${each}\``).join(', ')
      : '',
  oneOfEither: (filter) =>
    filter.is === 'oneOfEither'
      ? [...filter.values, ...filter.other.values].map((each) => `\`${each}\``).join(', ')
      : '',
  integer: () => 'a number',
  boolean: () => '`true`, `false`',
  includingAll: () => 'names separated by commas, in any case: all of them',
  including: () => 'in any case; `none`, `*`',
  numberOrNone: () => 'a number; `none`, `*`',
  headBranch: () => 'exactly, or `owner:name`',
  historyOf: () => 'a branch, or the hash of a commit',
  since: () => 'at or after a time',
  until: () => 'before a time',
  within: () => 'a day or a time, or a range such as `>=2026-01-31` or `2026-01-01..2026-01-31`',
};

const rowsOf = (filters: Filters, note = ''): string[] =>
  Object.entries(filters).map(
    ([name, filter]) => `| \`${name}\` | \`${filter.column}\` | ${taken[filter.is](filter)}${note} |`,
  );

function sectionOf(
  representation: Representation,
  contracts: readonly (Pick<RouteContract, 'path'> | null)[],
): string {
  const { sorts, direction, filters, repositoryFilters = {}, table, across } = representation;
  const routes = contracts.flatMap((route) => (route === null ? [] : [`- \`GET ${route.path}\``]));
  const rows = [
    ...rowsOf(filters),
    ...(across?.takesRepository ? ['| `repository` | `repository_id` | `owner/name`, in any case |'] : []),
    ...rowsOf(repositoryFilters, '; of one repository only'),
  ];
  const [first] = Object.keys(sorts);
  return [
    `## ${representation.path}`,
    routes.join('\n'),
    `Table \`${table}\`. \`sort\`: ${Object.keys(sorts)
      .map((sort) => `\`${sort}\``)
      .join(', ')}; by default \`${first}\`, ${direction === 'asc' ? 'ascending' : 'descending'}.`,
    ...(rows.length === 0 ? [] : [`| parameter | column | takes |\n|---|---|---|\n${rows.join('\n')}`]),
  ].join('\n\n');
}

test('docs/resources.md has every list with its filters and orders', async () => {
  const sections = [
    ...mirroredRoutes.map(({ list, across, ofObject, item, itemAcross, representation }) =>
      sectionOf(representation, [list, across, ofObject, item, itemAcross]),
    ),
    ...organizationRoutes.map(({ list, item, representation }) => sectionOf(representation, [list, item])),
  ];
  const page = `# What can be listed

Every list takes \`limit\` (at most 100), \`cursor\`, \`sort\` and \`direction\`. Each filter and order is served by an index; a
parameter that a list does not have is answered 400 with those that it has. Written from \`packages/resources\`.

${sections.join('\n\n')}
`;
  const routed = new Set([...representations, ...acrossRepresentations, ...organizationRepresentations]);
  expect(sections).toHaveLength(routed.size);
  await expect(page).toMatchFileSnapshot(`${root}docs/resources.md`);
});
