import type { World } from '../world/create-world.ts';
import { requireThat } from '../world/lookup.ts';
import { setMembership } from '../world/members-of.ts';
import type { Account } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

interface AccountInput {
  login: string;
  name?: string;
}

/** Creates another organisation; GitHub sends no event for it. */
export function createOrganisation(world: World, input: AccountInput): Account {
  const id = world.nextId('organisation');
  return addAccount(world, {
    id,
    nodeId: nodeId('O', 0, id),
    login: input.login,
    type: 'Organization',
    name: input.name ?? input.login,
    email: `hello@${input.login}.example`,
    association: 'NONE',
  });
}

/** Creates a user, by default without membership in the default organisation; GitHub sends no event for it. */
export function createUser(
  world: World,
  input: AccountInput & { association?: Account['association'] },
): Account {
  const id = world.nextId('user');
  const account = addAccount(world, {
    id,
    nodeId: nodeId('U', 0, id),
    login: input.login,
    type: 'User',
    name: input.name ?? input.login,
    email: `${id}+${input.login}@users.noreply.github.com`,
    association: input.association ?? 'NONE',
  });
  const { association } = account;
  if (association === 'MEMBER' || association === 'OWNER')
    setMembership(world, {
      ...{ organization: world.organisation, account },
      role: association === 'OWNER' ? 'admin' : 'member',
    });
  return account;
}

function addAccount(world: World, account: Account): Account {
  const login = account.login.toLowerCase();
  requireThat(!world.accounts.has(login), `account ${account.login} exists`);
  world.accounts.set(login, account);
  return account;
}
