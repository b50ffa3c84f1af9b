import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { type Field, objectOf } from '../field.ts';
import { id, name, text } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';
import { defineProbe } from '../probe.ts';
import { byId } from './sorts.ts';

const identified = z.looseObject({ id: github.int8 }).nullish();

const parent: Field<z.output<typeof identified>> = {
  ...{ kind: 'reference', column: 'parent_id', key: 'id', type: 'integer', example: null },
  github: identified,
  read: (value) => ({ parent_id: value === null ? null : value?.id }),
};

const fields = {
  id: id(1),
  name: name('Justice League'),
  slug: name('justice-league', { description: 'Changes with the name.' }),
  description: text('A great team.'),
  privacy: text('closed', {
    description: '`closed`: visible in the organisation; `secret`: to its members.',
  }),
  notification_setting: text('notifications_enabled'),
  permission: text('pull'),
  parent,
};

const githubTeam = objectOf(fields);

/** GraphQL's names of REST's values. */
const privacies: Record<string, string> = { VISIBLE: 'closed', SECRET: 'secret' };

/**
 * Teams of an organisation. GitHub's lists and events have no time of theirs: events are ordered by their arrival, and
 * an edit is fetched. No event reports another parent, nor the children of a deleted team.
 *
 * A probe of their repositories compares up to a hundred teams in the same query; the list is read if they differ, or are more.
 */
export const teams = defineResource({
  name: 'teams',
  permission: 'members',
  // An event of another organisation's hook could claim the id of a team.
  key: ['organization_id', 'id'],
  keyOf: (team) => ({ organization_id: organizationOf(team)?.id ?? 0, id: team.id }),
  inRepository: false,
  inOrganization: true,
  fields,
  schema: objectOf(fields, { organization: githubOrganization }),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'teams',
      arguments: 'first: 100',
      isCounted: true,
      columns: ['name', 'slug', 'description', 'privacy', 'parent_id'],
    },
    {
      fields: 'databaseId name slug description privacy parentTeam { databaseId }',
      schema: z.object({
        databaseId: z.int(),
        name: z.string(),
        slug: z.string(),
        description: z.string().nullable(),
        privacy: z.string(),
        parentTeam: z.object({ databaseId: z.int() }).nullable(),
      }),
      keyOf: ({ databaseId }) => databaseId,
      differs: (ours, { name, slug, description, privacy, parentTeam }) =>
        ours.name !== name ||
        ours.slug !== slug ||
        (ours.description ?? '') !== (description ?? '') ||
        ours.privacy !== privacies[privacy] ||
        (ours.parent_id ?? null) !== (parentTeam?.databaseId ?? null),
    },
  ),
  clock: () => '',
  changes: ['name', 'slug', 'description', 'privacy', 'parent_id'],
  list: { route: 'GET /orgs/{org}/teams', of: 'organization', complete: true },
  item: {
    route: 'GET /orgs/{org}/teams/{team_slug}',
    parameters: ({ slug }) => (typeof slug === 'string' ? { team_slug: slug } : null),
  },
  events: {
    team: on(
      { team: githubTeam, organization: githubOrganization },
      ({ action, team, organization: { id, login } }, { sentAt }): ExtractedObservation[] => {
        const seen = { ...whole({ ...team, organization: { id, login } }), clock: sentAt };
        if (action === 'deleted') return [{ ...seen, isDeleted: true }];
        return [action === 'created' ? seen : { ...seen, refetchReason: 'unordered' }];
      },
    ),
  },
  shown: {
    schema: 'Team',
    noun: 'team',
    path: 'teams',
    cachedAs: 'repos',
    list: { operation: 'listTeams', summary: 'Teams of an organisation, by name' },
    item: { operation: 'getTeam', parameter: 'slug', type: 'slug', column: 'slug' },
    filters: {
      privacy: { is: 'oneOf', column: 'privacy', values: ['closed', 'secret'] },
      parent: { is: 'integer', column: 'parent_id', description: 'Id of the parent.' },
    },
    sorts: { name: { column: 'name', type: 'text' }, id: byId },
    direction: 'asc',
    tie: [byId],
    source: 'sync',
  },
});
