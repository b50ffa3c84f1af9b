import type { World } from '../world/create-world.ts';
import { findUser, found } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';

/** The user of github.com's pages, unless a request has `login`, and their decisions. */
export interface Person {
  login: string;
  /** Whether they cancel when an App requests authorisation. */
  denies: boolean;
  /** Whether they can only request an owner to install an App. */
  mayOnlyRequest: boolean;
}

/** A member of the default organisation, who agrees. */
export function createPerson(world: World): Person {
  const member = world.accounts.values().find(({ association }) => association === 'MEMBER');
  return { login: found(member, 'member of the organisation').login, denies: false, mayOnlyRequest: false };
}

/** @throws SimulatorError `not_found` for an unknown `login`. */
export function accountOf(world: World, person: Person, query: URLSearchParams): Account {
  return findUser(world, query.get('login') ?? person.login);
}
