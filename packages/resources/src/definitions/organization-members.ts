import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, name, text } from '../field-kinds.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';
import { defineProbe } from '../probe.ts';
import { accountExample } from './examples.ts';
import { byId } from './sorts.ts';

const fields = {
  id: id(accountExample.id, { description: 'Id of the account.' }),
  login: name(accountExample.login),
  role: text('member', { description: '`admin`: an owner of the organisation; `member`.' }),
  type: text('User'),
  avatar_url: text('https://avatars.githubusercontent.com/u/21031067?v=4'),
  html_url: text('https://github.com/octocat'),
};

/** The events about an organisation itself have none. */
const ofMember = z.object({
  membership: z.object({ role: z.string(), user: z.looseObject({ id: z.int(), login: z.string() }) }),
});

/**
 * Members of an organisation. GitHub lists those of a role without naming it, and no event reports another role.
 */
export const organizationMembers = defineResource({
  name: 'organization_members',
  permission: 'members',
  key: ['organization_id', 'id'],
  keyOf: (member) => ({ organization_id: organizationOf(member)?.id ?? 0, id: member.id }),
  inRepository: false,
  inOrganization: true,
  account: { id: 'id' },
  fields,
  schema: objectOf(fields, { organization: githubOrganization }),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'membersWithRole',
      arguments: 'first: 100',
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
    route: 'GET /orgs/{org}/members',
    of: 'organization',
    each: { parameter: 'role', values: ['admin', 'member'] },
    complete: true,
  },
  events: {
    organization: on(
      { organization: githubOrganization },
      ({ action, organization: { id, login }, ...payload }, { sentAt }): ExtractedObservation[] => {
        const { membership } = ofMember.safeParse(payload).data ?? {};
        if (membership === undefined) return [];
        const raw = { ...membership.user, role: membership.role, organization: { id, login } };
        if (action === 'member_removed') return [{ ...deletion(raw), clock: sentAt }];
        return action === 'member_added' ? [{ ...whole(raw), clock: sentAt }] : [];
      },
    ),
  },
  shown: {
    schema: 'OrganizationMember',
    noun: 'member of an organisation',
    path: 'members',
    cachedAs: 'repos',
    list: { operation: 'listOrganizationMembers', summary: 'Members of an organisation, by login' },
    filters: { role: { is: 'oneOf', column: 'role', values: ['admin', 'member'] } },
    sorts: { login: { column: 'login', type: 'text' }, id: byId },
    direction: 'asc',
    tie: [byId],
    source: 'sync',
  },
});
