import type { World } from '../world/create-world.ts';
import { resolveRepository } from '../world/lookup.ts';
import { membersOf } from '../world/members-of.ts';
import type { Account, Host, OrganizationMember, Repository, Team } from '../world/model.ts';
import { teamsOf } from '../world/teams-of.ts';
import type { Entry } from './create-node-finder.ts';
import { nodeEntries } from './node-entries.ts';
import type { People } from './people.ts';
import type { Scope } from './scope.ts';

/** The world as one viewer can access it, except a repository's own objects. */
export interface WorldReader {
  host: Host;
  /** The login of the App's bot. */
  appLogin: string;
  repositories(): Repository[];
  repository(owner: string, name: string): Repository | undefined;
  organisation(login: string): Account | undefined;
  user(login: string): Account | undefined;
  teams(organization: Account): Team[];
  members(organization: Account): OrganizationMember[];
  people: People;
  /** Every object of a kind, which is the prefix of its node id. */
  entries(kind: string, nodes: Scope['nodes']): Generator<Entry>;
}

export function createWorldReader(world: World, canSee: (repository: Repository) => boolean): WorldReader {
  const visible = () => [...world.repositories.values()].filter(canSee);
  const account = (login: string, isOrganisation: boolean) => {
    const found = world.accounts.get(login.toLowerCase());
    return (found?.type === 'Organization') === isOrganisation ? found : undefined;
  };

  return {
    host: world.host,
    appLogin: world.app.bot.login,
    repositories: visible,
    repository(owner, name) {
      const found = resolveRepository(world, owner, name)?.repository;
      return found !== undefined && canSee(found) ? found : undefined;
    },
    organisation: (login) => account(login, true),
    user: (login) => account(login, false),
    teams: (organization) => teamsOf(world, organization),
    members: (organization) => membersOf(world, organization),
    people: {
      ...{ members: world.members, teams: world.teams },
      accounts: () => [...world.accounts.values()],
    },
    entries: (kind, nodes) => nodeEntries(world, visible(), { nodes, kind }),
  };
}
