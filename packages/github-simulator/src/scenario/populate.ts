import { addRepository } from '../commands/add-repository.ts';
import type { World } from '../world/create-world.ts';
import { setMembership } from '../world/members-of.ts';
import { nodeId } from '../world/node-id.ts';
import { demoRepositories, ownerLogin, people } from './demo-organisation.ts';

/** Fills an empty world with the demo organisation's people and repositories, without events. */
export function populate(world: World): void {
  for (const person of people) {
    const id = world.nextId('user');
    const email = `${id}+${person.login}@users.noreply.github.com`;
    const account = { ...person, id, nodeId: nodeId('U', 0, id), email };
    world.accounts.set(person.login.toLowerCase(), account);
    if (person.association !== 'MEMBER') continue;
    const role = person.login === ownerLogin ? 'admin' : 'member';
    setMembership(world, { organization: world.organisation, account, role });
  }
  const members = people.filter(({ association }) => association === 'MEMBER');
  for (const repository of demoRepositories) {
    addRepository(world, { ...repository, by: world.random.pick(members).login });
  }
}
