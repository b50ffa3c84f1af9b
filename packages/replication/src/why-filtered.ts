import type { DeliveryFilter, JsonObject } from '@hubtwin/database';
import { z } from 'zod';

const envelope = z.object({
  action: z.string().optional().catch(undefined),
  repository: z.object({ full_name: z.string() }).optional().catch(undefined),
});

/**
 * Why a hook's filter leaves a delivery out; null where it does not. What has no action, or no repository, is not
 * left out for it: an installation is of no repository.
 */
export function whyFiltered(
  { events, actions, repositories }: DeliveryFilter,
  { event, payload }: { event: string; payload: JsonObject },
): string | null {
  if (isSet(events) && !events.includes(event)) return `filtered: the hook's events leave out ${event}`;
  const { action, repository } = envelope.parse(payload);
  if (action !== undefined && isSet(actions)) {
    if (!actions.includes(action) && !actions.includes(`${event}.${action}`))
      return `filtered: the hook's actions leave out ${event}.${action}`;
  }
  if (repository !== undefined && isSet(repositories)) {
    const name = repository.full_name.toLowerCase();
    const wanted = [name, `${name.split('/')[0]}/*`];
    if (!repositories.some((each) => wanted.includes(each.toLowerCase())))
      return `filtered: the hook's repositories leave out ${repository.full_name}`;
  }
  return null;
}

const isSet = (list: readonly string[] | null): list is readonly string[] => list !== null && list.length > 0;
