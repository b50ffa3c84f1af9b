import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, type ExtractedObservation, on, partial } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, name, text } from '../field-kinds.ts';
import type { JsonObject } from '../json-object.ts';
import { defineProbe } from '../probe.ts';
import { roleNamed } from '../repository-roles.ts';
import { accountExample } from './examples.ts';

const fields = {
  id: id(accountExample.id, { description: 'Id of the account.' }),
  login: name(accountExample.login),
  permission: text('write', { description: 'As the repository itself grants it.' }),
  role_name: text('write', { description: 'The same, or the name of an organisation’s own role.' }),
  type: text('User'),
  avatar_url: text('https://avatars.githubusercontent.com/u/21031067?v=4'),
  html_url: text('https://github.com/octocat'),
};

const granted = z.object({
  permission: z.string(),
  permissionSources: z
    .array(
      z.object({
        permission: z.string(),
        roleName: z.string().nullable(),
        source: z.object({ __typename: z.string() }),
      }),
    )
    .nullable(),
  node: z.looseObject({ databaseId: z.int() }),
});

const sourceFields = 'permission permissionSources { permission roleName source { __typename } }';

/** What the repository itself grants: the whole permission where GitHub names no sources, as in a user's repositories. */
function grantOf({ permission, permissionSources }: z.output<typeof granted>) {
  if (permissionSources === null)
    return { permission: roleNamed(permission), role_name: permission.toLowerCase() };
  const own = permissionSources.find(({ source }) => source.__typename === 'Repository');
  if (own === undefined) return null;
  const { roleName } = own;
  const role = roleName === null ? undefined : roleNamed(roleName);
  return {
    permission: role ?? roleNamed(own.permission),
    role_name: roleName ?? own.permission.toLowerCase(),
  };
}

const listed = granted.extend({
  node: z.object({ databaseId: z.int(), login: z.string(), avatarUrl: z.string(), url: z.string() }),
});

function toListed(edge: unknown): JsonObject | null {
  const { data } = listed.safeParse(edge);
  const grant = data === undefined ? null : grantOf(data);
  if (data === undefined || grant === null) return null;
  const { databaseId, login, avatarUrl, url } = data.node;
  return { id: databaseId, login, type: 'User', avatar_url: avatarUrl, html_url: url, ...grant };
}

const member = z.looseObject({ id: z.int(), login: z.string() });
const changed = z.object({ changes: z.object({ role_name: z.object({ to: z.string() }) }) });

/**
 * The people to whom a repository itself grants access. REST shows the greatest permission of each, whatever grants it, so
 * GraphQL is read, which names the sources. Who has access through the organisation or its teams follows from those.
 *
 * Older events contain no role, or one that stands for several.
 */
export const collaborators = defineResource({
  name: 'collaborators',
  key: ['repository_id', 'id'],
  keyOf: ({ id }, repositoryId) => ({ repository_id: repositoryId ?? 0, id }),
  inRepository: true,
  account: { id: 'id' },
  fields,
  schema: objectOf(fields),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'collaborators',
      arguments: 'first: 100, affiliation: DIRECT',
      isCounted: true,
      isOfEdges: true,
      columns: ['permission', 'role_name'],
    },
    {
      fields: `${sourceFields} node { databaseId }`,
      schema: granted,
      keyOf: ({ node }) => node.databaseId,
      differs(ours, edge) {
        const grant = grantOf(edge);
        return (
          grant === null ||
          ours.permission !== (grant.permission ?? null) ||
          ours.role_name !== grant.role_name
        );
      },
    },
  ),
  clock: () => '',
  changes: ['login', 'permission', 'role_name'],
  list: {
    route: 'GET /repos/{owner}/{repo}/collaborators',
    query: { affiliation: 'direct' },
    connection: {
      name: 'collaborators',
      arguments: 'affiliation: DIRECT',
      selection: `edges { ${sourceFields} node { databaseId login avatarUrl url } }`,
      toListed,
    },
    complete: true,
    covers: () => ({}),
  },
  events: {
    member: on({ member }, ({ action, member, ...payload }, { sentAt }): ExtractedObservation[] => {
      const { id, login, type, avatar_url, html_url } = member;
      const raw = { id, login, type, avatar_url, html_url };
      if (action === 'removed') return [{ ...deletion(raw), clock: sentAt }];
      const roleName = changed.safeParse(payload).data?.changes.role_name.to;
      const permission = roleName === undefined ? undefined : roleNamed(roleName);
      if (permission === undefined) return [{ ...partial(raw), clock: sentAt, refetchReason: 'unordered' }];
      return [
        { ...partial({ ...raw, permission, role_name: roleName }), clock: sentAt, isRestUnchanged: true },
      ];
    }),
  },
});
