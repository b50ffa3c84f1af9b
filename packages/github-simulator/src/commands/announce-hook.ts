import { organizationShape, userShape } from '../shapes/account.ts';
import { hookShape } from '../shapes/hook.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import type { Account, Hook } from '../world/model.ts';
/** Emits `ping` to one hook; for the App's hook it has no sender, for others a location and a sender. */
export function announceHook(world: World, hook: Hook, sender?: Account): void {
  world.emit('ping', {
    zen: world.random.pick(zen),
    hook_id: hook.id,
    hook: hookShape(world, hook),
    ...(sender && around(world, hook, sender)),
  });
}

function around(world: World, { target }: Hook, sender: Account) {
  if (target.type === 'repository') return surroundings(world, { repository: target.repository, sender });
  return {
    ...(target.type === 'organization' && { organization: organizationShape(world.host, target.account) }),
    sender: userShape(world.host, sender),
  };
}

const zen = [
  'Anything added dilutes everything else.',
  'Approachable is better than simple.',
  'Design for failure.',
  'Favor focus over features.',
  'Keep it logically awesome.',
  'Mind your words, they are important.',
  'Non-blocking is better than blocking.',
  'Practicality beats purity.',
  'Responsive is better than fast.',
  'Speak like a human.',
];
