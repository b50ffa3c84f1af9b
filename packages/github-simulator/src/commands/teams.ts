import type { TeamEditedEvent } from '@octokit/webhooks-types';
import { organizationShape, userShape } from '../shapes/account.ts';
import { teamShape } from '../shapes/team.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, findUser, requireThat } from '../world/lookup.ts';
import type { Team } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { descendantsOf, findTeam, type TeamInput, teamsOf } from '../world/teams-of.ts';

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** Creates a team, by default visible in its organisation and without a parent; emits `team` created. */
export function createTeam(
  world: World,
  input: {
    organisation?: string;
    name: string;
    description?: string;
    privacy?: Team['privacy'];
    /** The slug of the parent. */
    parent?: string;
    by: string;
  },
): Team {
  const { organisation = world.organisation.login, parent, description = null } = input;
  const organization = findAccount(world, organisation);
  const sender = findUser(world, input.by);
  const slug = slugOf(input.name);
  requireThat(
    teamsOf(world, organization).every((team) => team.slug !== slug),
    `team ${slug} exists`,
  );
  const id = world.nextId('team');
  const now = world.time.now();
  const team: Team = {
    id,
    nodeId: nodeId('T', 0, id),
    organization,
    name: input.name,
    slug,
    description,
    privacy: input.privacy ?? 'closed',
    notifies: true,
    parent: parent === undefined ? null : findTeam(world, { organisation, team: parent }),
    members: new Map(),
    repositories: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  world.teams.set(id, team);
  world.emit('team', { action: 'created', ...surroundings(world, team, sender) });
  return team;
}

/** Changes a team's name, which changes its slug, its description or its privacy; emits `team` edited. */
export function editTeam(
  world: World,
  input: TeamInput & Partial<Pick<Team, 'name' | 'description' | 'privacy'>> & { by: string },
): Team {
  const team = findTeam(world, input);
  const sender = findUser(world, input.by);
  const changes: TeamEditedEvent['changes'] = {
    ...(input.name !== undefined && { name: { from: team.name } }),
    ...(input.description !== undefined && { description: { from: team.description ?? '' } }),
    ...(input.privacy !== undefined && { privacy: { from: team.privacy } }),
  };
  const { name = team.name, description = team.description, privacy = team.privacy } = input;
  Object.assign(team, { name, description, privacy, slug: slugOf(name), updatedAt: world.time.now() });
  world.emit('team', { action: 'edited', changes, ...surroundings(world, team, sender) });
  return team;
}

/** Changes a team's parent. GitHub documents no change of an event for it: none is sent. */
export function moveTeam(world: World, input: TeamInput & { parent: string | null }): Team {
  const team = findTeam(world, input);
  const parent = input.parent === null ? null : findTeam(world, { ...input, team: input.parent });
  requireThat(
    parent !== team && !descendantsOf(world, team).some((child) => child === parent),
    `${input.parent} is not a child of ${team.slug}`,
  );
  Object.assign(team, { parent, updatedAt: world.time.now() });
  return team;
}

/** Deletes a team with its children; emits `team` deleted for the team alone. */
export function deleteTeam(world: World, input: TeamInput & { by: string }): Team {
  const team = findTeam(world, input);
  const sender = findUser(world, input.by);
  const deleted = new Set([team, ...descendantsOf(world, team)]);
  for (const { id } of deleted) world.teams.delete(id);
  for (const { pullRequests } of world.repositories.values())
    for (const pull of pullRequests.values())
      pull.reviewTeams = pull.reviewTeams.filter((each) => !deleted.has(each));
  world.emit('team', { action: 'deleted', ...surroundings(world, team, sender) });
  return team;
}

const surroundings = (world: World, team: Team, sender: ReturnType<typeof findUser>) => ({
  team: teamShape(world.host, team),
  organization: organizationShape(world.host, team.organization),
  sender: userShape(world.host, sender),
});
