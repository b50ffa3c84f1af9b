import type { Hook } from '../world/model.ts';
import { validationFailed } from './answer.ts';
import { isObject } from './is-object.ts';

/** The config of a hook in a request. */
export interface HookConfig {
  url?: string;
  secret?: string;
  contentType?: Hook['contentType'];
}

/** A hook in a request; omitted fields are unchanged. */
export interface HookBody {
  config?: HookConfig;
  events?: Hook['events'];
  addEvents?: Hook['events'];
  removeEvents?: Hook['events'];
  active?: boolean;
}

const invalid = (field: string) => validationFailed({ resource: 'Hook', field, code: 'invalid' });

/** @throws RestError 422 for an invalid hook. */
export function readHookBody(body: unknown): HookBody {
  if (!isObject(body)) throw invalid('config');
  const { name = 'web', config, events, add_events, remove_events, active } = body;
  if (name !== 'web') throw invalid('name');
  if (active !== undefined && typeof active !== 'boolean') throw invalid('active');
  return {
    ...(active !== undefined && { active }),
    ...(events !== undefined && { events: readEvents(events, 'events') }),
    ...(add_events !== undefined && { addEvents: readEvents(add_events, 'add_events') }),
    ...(remove_events !== undefined && { removeEvents: readEvents(remove_events, 'remove_events') }),
    ...(config !== undefined && { config: readHookConfig(config) }),
  };
}

/** @throws RestError 422 for an invalid config of a hook. */
export function readHookConfig(config: unknown): HookConfig {
  if (!isObject(config)) throw invalid('config');
  const { url, secret, content_type: contentType } = config;
  if (url !== undefined && (typeof url !== 'string' || !/^https?:/.test(url) || !URL.canParse(url)))
    throw invalid('url');
  if (secret !== undefined && typeof secret !== 'string') throw invalid('secret');
  if (contentType !== undefined && contentType !== 'json' && contentType !== 'form')
    throw invalid('content_type');
  return {
    ...(url !== undefined && { url }),
    ...(secret !== undefined && { secret }),
    ...(contentType !== undefined && { contentType }),
  };
}

function readEvents(events: unknown, field: string): Hook['events'] {
  if (!isEvents(events)) throw invalid(field);
  return events;
}

/** GitHub rejects unknown events; the simulator accepts any name of the right format. */
function isEvents(events: unknown): events is Hook['events'] {
  return Array.isArray(events) && events.length > 0 && events.every((each) => /^(\*|[a-z_]+)$/.test(each));
}
