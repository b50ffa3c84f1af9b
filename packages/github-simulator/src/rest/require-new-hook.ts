import type { World } from '../world/create-world.ts';
import type { Hook } from '../world/model.ts';
import { sameTarget } from '../world/same-target.ts';
import { validationFailed } from './answer.ts';

/**
 * Hooks of one repository or organisation may share a URL unless they share an event.
 *
 * @throws RestError 422 with GitHub's message.
 * @see https://docs.github.com/rest/repos/webhooks#create-a-repository-webhook
 */
export function requireNewHook(
  world: World,
  hook: Pick<Hook, 'target' | 'url' | 'events'> & { id?: number },
): void {
  const { target } = hook;
  const isTaken = world.hooks
    .values()
    .filter(({ id, url }) => id !== hook.id && url === hook.url)
    .filter((each) => sameTarget(each.target, target))
    .some(({ events }) => overlap(events, hook.events));
  if (!isTaken) return;
  const message = `Hook already exists on this ${target.type}`;
  throw validationFailed({ resource: 'Hook', code: 'custom', message });
}

function overlap(one: Hook['events'], other: Hook['events']): boolean {
  const all = (events: Hook['events']) => events.some((each) => each === '*');
  return all(one) || all(other) || one.some((each) => other.some((event) => event === each));
}
