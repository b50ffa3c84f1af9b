import type { App } from '../world/model.ts';
import { invalidManifest } from './invalid-manifest.ts';
import { isObject } from './is-object.ts';

/** @throws RestError 422 for invalid permissions or events. */
export function readGrants(permissions: unknown, events: unknown): Pick<App, 'permissions' | 'events'> {
  if (!isPermissions(permissions)) throw invalidManifest('default_permissions');
  if (!isEvents(events)) throw invalidManifest('default_events');
  return { permissions, events };
}

/** GitHub rejects unknown names; the simulator accepts any of the right format. */
function isPermissions(value: unknown): value is App['permissions'] {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([name, level]) => /^[a-z_]+$/.test(name) && ['read', 'write', 'admin'].includes(String(level)),
    )
  );
}

function isEvents(value: unknown): value is App['events'] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && /^[a-z_]+$/.test(each));
}
