import { organizationShape, userShape } from '../shapes/account.ts';
import { permissionFlags } from '../shapes/permission-flags.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { teamShape } from '../shapes/team.ts';
import type { World } from '../world/create-world.ts';
import { findRepository, findUser, found, requireThat } from '../world/lookup.ts';
import type { Account, Repository, RepositoryRole, Team } from '../world/model.ts';
import { findTeam, type TeamInput } from '../world/teams-of.ts';

interface TeamRepositoryInput extends TeamInput {
  repository: string;
  by: string;
}

/** Gives a team access to a repository, to read it by default; emits `team` added_to_repository. */
export function addTeamRepository(
  world: World,
  input: TeamRepositoryInput & { role?: RepositoryRole },
): Repository {
  const { team, repository, sender } = placeOf(world, input);
  const { slug, repositories, organization } = team;
  requireThat(repository.owner === organization, `${repository.name} is ${organization.login}'s`);
  requireThat(!repositories.has(repository.id), `${slug} has ${repository.name}`);
  const role = input.role ?? 'read';
  repositories.set(repository.id, role);
  world.emit('team', {
    action: 'added_to_repository',
    ...surroundings(world, { team, repository, sender, role }),
  });
  return repository;
}

/** Changes what a team may do with a repository; emits `team` edited. */
export function editTeamRepository(
  world: World,
  input: TeamRepositoryInput & { role: RepositoryRole },
): Repository {
  const { team, repository, sender } = placeOf(world, input);
  const { admin, pull, push } = permissionFlags(roleOf(team, repository));
  team.repositories.set(repository.id, input.role);
  world.emit('team', {
    action: 'edited',
    changes: { repository: { permissions: { from: { admin, pull, push } } } },
    ...surroundings(world, { team, repository, sender, role: input.role }),
  });
  return repository;
}

/** Ends the access of a team to a repository; emits `team` removed_from_repository. */
export function removeTeamRepository(world: World, input: TeamRepositoryInput): Repository {
  const { team, repository, sender } = placeOf(world, input);
  const role = roleOf(team, repository);
  team.repositories.delete(repository.id);
  world.emit('team', {
    action: 'removed_from_repository',
    ...surroundings(world, { team, repository, sender, role }),
  });
  return repository;
}

const placeOf = (world: World, input: TeamRepositoryInput) => ({
  team: findTeam(world, input),
  repository: findRepository(world, input.repository),
  sender: findUser(world, input.by),
});

const roleOf = ({ repositories, slug }: Team, { id, name }: Repository): RepositoryRole =>
  found(repositories.get(id), `repository ${name} of ${slug}`);

const surroundings = (
  world: World,
  {
    team,
    repository,
    sender,
    role,
  }: {
    team: Team;
    repository: Repository;
    sender: Account;
    role: RepositoryRole;
  },
) => ({
  team: teamShape(world.host, team),
  repository: { ...repositoryShape(world.host, repository), permissions: permissionFlags(role) },
  organization: organizationShape(world.host, team.organization),
  sender: userShape(world.host, sender),
});
