import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, type ExtractedObservation, on, partial } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, name, text } from '../field-kinds.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';
import { defineProbe } from '../probe.ts';
import { accountExample } from './examples.ts';
import { byId } from './sorts.ts';

const fields = {
  id: id(accountExample.id, { description: 'Id of the account.' }),
  login: name(accountExample.login),
  team_id: id(1),
  role: text('member', { description: '`member` or `maintainer`; null until GitHub returned it.' }),
  type: text('User'),
  avatar_url: text('https://avatars.githubusercontent.com/u/21031067?v=4'),
  html_url: text('https://github.com/octocat'),
};

const member = z.looseObject({ id: z.int(), login: z.string() });

/**
 * Direct members of teams. GitHub's list also contains the members of child teams, as `inherited`; these are members of
 * the children. Events contain no role and no time, and a change of the role has no event.
 *
 * Lost deliveries are found by the probe of the organisation's repositories, which compares the members and roles of each
 * team, too, or, once the list of teams is read, by one GraphQL query for each fifty teams: nothing of the core limit.
 * Conditional requests for the list of each team would be free only until its installation's token is renewed. The list of a team is read if its members differ, or are more than a hundred.
 */
export const teamMembers = defineResource({
  name: 'team_members',
  permission: 'members',
  key: ['organization_id', 'team_id', 'id'],
  keyOf: (object) => ({
    organization_id: organizationOf(object)?.id ?? 0,
    team_id: object.team_id,
    id: object.id,
  }),
  inRepository: false,
  inOrganization: true,
  account: { id: 'id' },
  fields,
  schema: objectOf(fields, { organization: githubOrganization }),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'members',
      arguments: 'first: 100, membership: IMMEDIATE',
      isCounted: true,
      isOfEdges: true,
      columns: ['role'],
    },
    {
      fields: 'role node { databaseId }',
      schema: z.object({ role: z.string(), node: z.object({ databaseId: z.int() }) }),
      keyOf: ({ node }) => node.databaseId,
      differs: (ours, { role }) => ours.role !== role.toLowerCase(),
    },
  ),
  clock: () => '',
  changes: ['login', 'role'],
  list: {
    route: 'GET /orgs/{org}/teams/{team_slug}/members',
    of: {
      ...{ resource: 'teams', column: 'team_id', parameter: 'team_slug' },
      ...{ named: 'slug', connection: 'teams' },
    },
    complete: true,
    omits: ({ inherited }) => inherited === true,
  },
  events: {
    membership: on(
      { scope: z.string(), member, team: z.looseObject({ id: z.int() }), organization: githubOrganization },
      ({ action, scope, member, team, organization: { id, login } }, { sentAt }): ExtractedObservation[] => {
        if (scope !== 'team') return [];
        const raw = { ...member, team_id: team.id, organization: { id, login } };
        return [{ ...(action === 'removed' ? deletion(raw) : partial(raw)), clock: sentAt }];
      },
    ),
  },
  shown: {
    resources: ['team_members'],
    schema: 'TeamMember',
    noun: 'member of a team',
    path: 'members',
    cachedAs: 'repos',
    list: {
      operation: 'listTeamMembers',
      summary: 'Direct members of a team, by login',
      description: 'Members of its child teams are listed with these.',
    },
    filters: { role: { is: 'oneOf', column: 'role', values: ['member', 'maintainer'] } },
    sorts: { login: { column: 'login', type: 'text' }, id: byId },
    direction: 'asc',
    tie: [byId],
    source: 'sync',
  },
});
