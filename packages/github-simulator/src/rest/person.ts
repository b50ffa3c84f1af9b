import type { World } from '../world/create-world.ts';
import { findUser, found } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';

/** Who sits before github.com's pages, where a request does not say by `login`, and what they press. */
export interface Person {
  login: string;
  /** Whether they cancel when an App asks to be authorised. */
  denies: boolean;
  /** Whether they may only ask an owner to install an App. */
  mayOnlyRequest: boolean;
}

/** A member of the default organisation, who agrees. */
export function createPerson(world: World): Person {
  const member = world.accounts.values().find(({ association }) => association === 'MEMBER');
  return { login: found(member, 'member of the organisation').login, denies: false, mayOnlyRequest: false };
}

/** @throws SimulatorError `not_found` for a `login` that is nobody's. */
export function accountOf(world: World, person: Person, query: URLSearchParams): Account {
  return findUser(world, query.get('login') ?? person.login);
}
