import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, text } from '../field-kinds.ts';
import type { JsonObject } from '../json-object.ts';
import { githubOrganization, organizationOf } from '../organization-of.ts';
import { defineProbe } from '../probe.ts';
import { type RepositoryRole, roleNamed } from '../repository-roles.ts';

const flags = z.looseObject({
  pull: z.boolean().optional(),
  triage: z.boolean().optional(),
  push: z.boolean().optional(),
  maintain: z.boolean().optional(),
  admin: z.boolean().optional(),
});

const fields = {
  id: id(1296269, { description: 'Id of the repository.' }),
  team_id: id(1),
  role_name: text('write', { description: 'Its role, or the name of an organisation’s own one.' }),
};

/** The role that the flags of a permission stand for. */
function roleOf(permissions: unknown): RepositoryRole | null {
  const { admin, maintain, push, triage, pull } = flags.safeParse(permissions).data ?? {};
  if (admin === true) return 'admin';
  if (maintain === true) return 'maintain';
  if (push === true) return 'write';
  if (triage === true) return 'triage';
  return pull === true ? 'read' : null;
}

const ofRepository = z.object({ repository: z.looseObject({ id: z.int(), permissions: flags.optional() }) });

/**
 * What teams may do with repositories. GitHub's list of a team also contains the repositories of its parents; its events
 * name the team alone whose access changed.
 *
 * Lost deliveries are found like those of members of teams.
 */
export const teamRepositories = defineResource({
  name: 'team_repositories',
  permission: 'members',
  key: ['organization_id', 'team_id', 'id'],
  keyOf: (object) => ({
    organization_id: organizationOf(object)?.id ?? 0,
    team_id: object.team_id,
    id: object.id,
  }),
  inRepository: false,
  inOrganization: true,
  fields,
  schema: objectOf(fields, { organization: githubOrganization, permissions: flags.nullish() }),
  drift: { probe: ['objects'] },
  probe: defineProbe(
    {
      name: 'repositories',
      arguments: 'first: 100',
      isCounted: true,
      isOfEdges: true,
      columns: ['permission'],
    },
    {
      fields: 'permission node { databaseId }',
      schema: z.object({ permission: z.string(), node: z.object({ databaseId: z.int() }) }),
      keyOf: ({ node }) => node.databaseId,
      differs: (ours, { permission }) => ours.permission !== roleNamed(permission),
    },
  ),
  clock: () => '',
  columns: ({ permissions }: JsonObject) => ({ permission: roleOf(permissions) }),
  changes: ['permission', 'role_name'],
  list: {
    route: 'GET /orgs/{org}/teams/{team_slug}/repos',
    of: {
      ...{ resource: 'teams', column: 'team_id', parameter: 'team_slug' },
      ...{ named: 'slug', connection: 'teams' },
    },
    picks: ['id', 'permissions', 'role_name'],
    complete: true,
  },
  events: {
    team: on(
      { team: z.looseObject({ id: z.int() }), organization: githubOrganization },
      ({ action, team, organization: { id, login }, ...payload }, { sentAt }): ExtractedObservation[] => {
        const { repository } = ofRepository.safeParse(payload).data ?? {};
        if (repository === undefined || action === 'deleted' || action === 'created') return [];
        const { permissions, role_name } = repository;
        const raw = {
          ...{ id: repository.id, team_id: team.id, organization: { id, login } },
          ...(permissions !== undefined && { permissions }),
          ...(role_name !== undefined && { role_name }),
        };
        if (action === 'removed_from_repository') return [{ ...deletion(raw), clock: sentAt }];
        return [{ ...whole(raw), clock: sentAt, refetchReason: 'unordered' }];
      },
    ),
  },
});
