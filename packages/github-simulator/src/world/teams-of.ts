import type { World } from './create-world.ts';
import { findAccount, found } from './lookup.ts';
import type { Account, Team } from './model.ts';

/** The teams of an organisation, oldest first. */
export const teamsOf = (world: Pick<World, 'teams'>, organization: Account): Team[] =>
  [...world.teams.values()].filter((team) => team.organization === organization);

/** The direct and indirect children of a team. */
export const descendantsOf = (world: Pick<World, 'teams'>, team: Team): Team[] =>
  [...world.teams.values()]
    .filter(({ parent }) => parent === team)
    .flatMap((child) => [child, ...descendantsOf(world, child)]);

/** A team of the organisation `organisation`, by default the default one, by its slug. */
export interface TeamInput {
  organisation?: string;
  /** Its slug. */
  team: string;
}

/** @throws SimulatorError `not_found` for an unknown organisation or slug. */
export function findTeam(world: World, { organisation, team }: TeamInput): Team {
  const owner = findAccount(world, organisation ?? world.organisation.login);
  return found(
    teamsOf(world, owner).find(({ slug }) => slug === team),
    `team ${team}`,
  );
}
