import { createUser } from '../commands/accounts.ts';
import type { World } from '../world/create-world.ts';
import type { Account } from '../world/model.ts';

const firstNames =
  'alma boris carmen davit elif fumio gita hugo ines jonas kira liam mina nadir olga pablo quinn rosa sami tove umar vera wanda yuki zoe';
const lastNames =
  'abel brandt castillo demir eriksen fischer gupta haas ivanov jansen kaya lehmann moreau novak ortega petrov rossi sato tamm ueda varga weber yilmaz zhang';

/** Users with generated names: three in four are members of the organisation, the others contribute. */
export function addPeople(world: World, count: number): Account[] {
  const first = firstNames.split(' ');
  const last = lastNames.split(' ');
  const people: Account[] = [];
  for (let index = 0; people.length < count; index++) {
    const round = Math.floor(index / (first.length * last.length));
    const names = [first[index % first.length], last[Math.floor(index / first.length) % last.length]];
    const login = `${names.join('-')}${round === 0 ? '' : round + 1}`;
    if (world.accounts.has(login)) continue;
    const name = names.map((part = '') => part.charAt(0).toUpperCase() + part.slice(1)).join(' ');
    const association = world.random.chance(0.75) ? 'MEMBER' : 'CONTRIBUTOR';
    people.push(createUser(world, { login, name, association }));
  }
  return people;
}
