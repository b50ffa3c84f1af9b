import { userShape } from '../shapes/account.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findUser, requireThat, type Scene } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';

/** Adds a user as a collaborator of the repository, with `write` by default; emits `member` added. */
export function addMember(
  world: World,
  input: Scene & { member: string; permission?: 'write' | 'admin' },
): Account {
  const { repository, sender } = enter(world, input);
  const account = findUser(world, input.member);
  const { permission = 'write' } = input;
  const { collaborators } = repository;
  requireThat(!collaborators.has(account.login.toLowerCase()), `${account.login} is a collaborator`);
  collaborators.set(account.login.toLowerCase(), { account, permission });
  world.emit('member', {
    action: 'added',
    member: userShape(world.host, account),
    changes: { permission: { to: permission } },
    ...surroundings(world, { repository, sender }),
  });
  return account;
}
