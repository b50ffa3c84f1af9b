import { userShape } from '../shapes/account.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findUser, found, requireThat, type Scene } from '../world/lookup.ts';
import type { Account, Repository, RepositoryRole } from '../world/model.ts';

interface MemberInput extends Scene {
  member: string;
}

/**
 * Adds a user as a collaborator of the repository, with `write` by default; emits `member` added, which contains the
 * permission only if it is one of the older two.
 */
export function addMember(world: World, input: MemberInput & { permission?: RepositoryRole }): Account {
  const { repository, sender } = enter(world, input);
  const account = findUser(world, input.member);
  const { permission = 'write' } = input;
  const { collaborators } = repository;
  requireThat(!collaborators.has(account.login.toLowerCase()), `${account.login} is a collaborator`);
  collaborators.set(account.login.toLowerCase(), { account, permission });
  const isOlder = permission === 'write' || permission === 'admin';
  world.emit('member', {
    action: 'added',
    member: userShape(world.host, account),
    ...(isOlder && { changes: { permission: { to: permission } } }),
    ...surroundings(world, { repository, sender }),
  });
  return account;
}

/** Changes the permission of a collaborator; emits `member` edited, which contains only the former one. */
export function editMember(world: World, input: MemberInput & { permission: RepositoryRole }): Account {
  const { repository, sender } = enter(world, input);
  const collaborator = collaboratorOf(repository, input.member);
  const { account, permission: from } = collaborator;
  collaborator.permission = input.permission;
  world.emit('member', {
    action: 'edited',
    member: userShape(world.host, account),
    changes: { old_permission: { from } },
    ...surroundings(world, { repository, sender }),
  });
  return account;
}

/** Removes a collaborator, whose access through teams and the organisation remains; emits `member` removed. */
export function removeMember(world: World, input: MemberInput): Account {
  const { repository, sender } = enter(world, input);
  const { account } = collaboratorOf(repository, input.member);
  repository.collaborators.delete(account.login.toLowerCase());
  world.emit('member', {
    action: 'removed',
    member: userShape(world.host, account),
    ...surroundings(world, { repository, sender }),
  });
  return account;
}

const collaboratorOf = ({ collaborators, name }: Repository, login: string) =>
  found(collaborators.get(login.toLowerCase()), `collaborator ${login} of ${name}`);
