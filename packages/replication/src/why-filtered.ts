import type { DeliveryFilter } from '@hubtwin/database';
import type { JsonObject } from '@hubtwin/resources';
import { z } from 'zod';

const envelope = z.object({
  action: z.string().optional().catch(undefined),
  repository: z.object({ full_name: z.string() }).optional().catch(undefined),
});

/**
 * Why a hook's filter excludes a delivery; null if it does not. A delivery without an action, or a repository, is not
 * excluded by that filter: an installation has no repository.
 */
export function whyFiltered(
  { events, actions, repositories }: DeliveryFilter,
  { event, payload }: { event: string; payload: JsonObject },
): string | null {
  if (isSet(events) && !events.includes(event)) return `filtered: the hook's events exclude ${event}`;
  const { action, repository } = envelope.parse(payload);
  if (action !== undefined && isSet(actions)) {
    if (!actions.includes(action) && !actions.includes(`${event}.${action}`))
      return `filtered: the hook's actions exclude ${event}.${action}`;
  }
  if (repository !== undefined && isSet(repositories)) {
    const name = repository.full_name.toLowerCase();
    const wanted = [name, `${name.split('/')[0]}/*`];
    if (!repositories.some((each) => wanted.includes(each.toLowerCase())))
      return `filtered: the hook's repositories exclude ${repository.full_name}`;
  }
  return null;
}

const isSet = (list: readonly string[] | null): list is readonly string[] => list !== null && list.length > 0;
