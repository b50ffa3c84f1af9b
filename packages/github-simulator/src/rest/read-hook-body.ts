import type { Hook } from '../world/model.ts';
import { validationFailed } from './answer.ts';
import { isObject } from './is-object.ts';

/** What a request says of a hook; what it does not name stays. */
export interface HookBody {
  config?: { url?: string; secret?: string; contentType?: Hook['contentType'] };
  events?: Hook['events'];
  active?: boolean;
}

/** @throws RestError 422 for what is no hook. */
export function readHookBody(body: unknown): HookBody {
  const invalid = (field: string) => validationFailed({ resource: 'Hook', field, code: 'invalid' });
  if (!isObject(body)) throw invalid('config');
  const { config, events, active } = body;
  if (active !== undefined && typeof active !== 'boolean') throw invalid('active');
  if (events !== undefined && !isEvents(events)) throw invalid('events');
  return {
    ...(active !== undefined && { active }),
    ...(events !== undefined && { events }),
    ...(config !== undefined && { config: readConfig(config, invalid) }),
  };
}

function readConfig(config: unknown, invalid: (field: string) => Error): NonNullable<HookBody['config']> {
  if (!isObject(config)) throw invalid('config');
  const { url, secret, content_type: contentType } = config;
  if (url !== undefined && (typeof url !== 'string' || !URL.canParse(url))) throw invalid('url');
  if (secret !== undefined && typeof secret !== 'string') throw invalid('secret');
  if (contentType !== undefined && contentType !== 'json' && contentType !== 'form')
    throw invalid('content_type');
  return {
    ...(url !== undefined && { url }),
    ...(secret !== undefined && { secret }),
    ...(contentType !== undefined && { contentType }),
  };
}

/** GitHub refuses unknown events; the simulator takes any name of the right shape. */
function isEvents(events: unknown): events is Hook['events'] {
  return Array.isArray(events) && events.length > 0 && events.every((each) => /^(\*|[a-z_]+)$/.test(each));
}
