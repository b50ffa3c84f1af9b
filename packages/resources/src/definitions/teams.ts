import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { type Field, objectOf } from '../field.ts';
import { id, name, text } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';
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

/**
 * Teams of an organisation. GitHub's lists and events have no time of theirs: events are ordered by their arrival, and
 * an edit is fetched. No event reports another parent, nor the children of a deleted team.
 *
 * The list is read once an interval: one conditional request for each hundred teams, which costs nothing of the core
 * limit if nothing changed.
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
  drift: { listed: 'with its organisation' },
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
