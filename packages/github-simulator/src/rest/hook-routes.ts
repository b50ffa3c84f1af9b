import { fullNameOf } from '../world/full-name.ts';
import type { Hook, HookTarget } from '../world/model.ts';
import { sameTarget } from '../world/same-target.ts';
import { type Answer, created, noContent, notFound, ok, validationFailed } from './answer.ts';
import { listDeliveries, redeliver, showDelivery } from './hook-deliveries.ts';
import { pageOf } from './page.ts';
import { type HookBody, readHookBody, readHookConfig } from './read-hook-body.ts';
import { requireNewHook } from './require-new-hook.ts';
import type { Call, Route } from './route.ts';
import { senderOf } from './sender-of.ts';
import { hookConfigShape, restHookShape } from './shapes/hook.ts';

/** An owner of hooks: how a call names it, and the permission that an installation needs. */
export interface HookOwner<C extends Call> {
  permission: 'repository_hooks' | 'organization_hooks';
  targetOf(call: C): Exclude<HookTarget, { type: 'integration' }>;
}

type HookRoute<C extends Call> = Omit<Route, 'handle'> & { handle(call: C): Answer };

/**
 * The routes of hooks, the same under a repository and an organisation.
 *
 * @see https://docs.github.com/rest/repos/webhooks, https://docs.github.com/rest/orgs/webhooks
 */
export function hookRoutes<C extends Call>({ permission, targetOf }: HookOwner<C>): HookRoute<C>[] {
  const reads = [permission, 'read'] as const;
  const writes = [permission, 'write'] as const;

  const isOf = (call: C, { target }: Hook) => sameTarget(target, targetOf(call));

  function find(call: C): Hook {
    const hook = call.context.world.hooks.get(Number(call.params.hook_id));
    if (hook === undefined || !isOf(call, hook)) throw notFound();
    return hook;
  }

  function create(call: C): Answer {
    const { context, viewer } = call;
    const { config, events = ['push'], active = true } = readHookBody(call.body);
    if (config?.url === undefined) {
      throw validationFailed({ resource: 'Hook', field: 'url', code: 'missing_field' });
    }
    const target = targetOf(call);
    requireNewHook(context.world, { target, url: config.url, events });
    const hook = context.run(
      context.commands.createHook({
        ...nameOf(target),
        by: senderOf(context.world, viewer),
        url: config.url,
        events,
        ...(config.secret !== undefined && { secret: config.secret }),
        contentType: config.contentType ?? 'form',
      }),
    );
    if (!active) context.run(context.commands.editHook({ hook: hook.id, active }));
    const shape = restHookShape(context.world, hook);
    return { ...created(shape), headers: { location: shape.url } };
  }

  function edit(call: C): Answer {
    const { world, commands, run } = call.context;
    const hook = find(call);
    const { config, active, ...requested } = readHookBody(call.body);
    const events = eventsOf(hook, requested);
    requireNewHook(world, { ...hook, url: config?.url ?? hook.url, events });
    run(
      commands.editHook({
        hook: hook.id,
        events,
        ...(active !== undefined && { active }),
        // A config replaces the previous one: an omitted secret is removed.
        ...(config && { secret: null, ...config }),
      }),
    );
    return ok(restHookShape(world, hook));
  }

  function editConfig(call: C): Answer {
    const { world, commands, run } = call.context;
    const hook = find(call);
    const config = readHookConfig(call.body ?? {});
    requireNewHook(world, { ...hook, url: config.url ?? hook.url });
    run(commands.editHook({ hook: hook.id, ...config }));
    return ok(hookConfigShape(hook));
  }

  return [
    {
      method: 'GET',
      path: '/hooks',
      permission: reads,
      handle: (call) =>
        pageOf(
          [...call.context.world.hooks.values()].filter((hook) => isOf(call, hook)),
          { base: call.address, query: call.query },
          (hook) => restHookShape(call.context.world, hook),
        ),
    },
    { method: 'POST', path: '/hooks', permission: writes, createsContent: true, handle: create },
    {
      method: 'GET',
      path: '/hooks/:hook_id',
      permission: reads,
      handle: (call) => ok(restHookShape(call.context.world, find(call))),
    },
    { method: 'PATCH', path: '/hooks/:hook_id', permission: writes, handle: edit },
    {
      method: 'DELETE',
      path: '/hooks/:hook_id',
      permission: writes,
      handle(call) {
        call.context.run(call.context.commands.deleteHook({ hook: find(call).id }));
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id/config',
      permission: reads,
      handle: (call) => ok(hookConfigShape(find(call))),
    },
    { method: 'PATCH', path: '/hooks/:hook_id/config', permission: writes, handle: editConfig },
    {
      method: 'POST',
      path: '/hooks/:hook_id/pings',
      permission: reads,
      handle(call) {
        const { world, commands, run } = call.context;
        run(commands.pingHook({ hook: find(call).id, by: senderOf(world, call.viewer) }));
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id/deliveries',
      permission: reads,
      handle: (call) => listDeliveries(call, find(call)),
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id/deliveries/:delivery_id',
      permission: reads,
      handle: (call) => showDelivery(call, find(call)),
    },
    {
      method: 'POST',
      path: '/hooks/:hook_id/deliveries/:delivery_id/attempts',
      permission: writes,
      handle: (call) => redeliver(call, find(call)),
    },
  ];
}

function nameOf(target: Exclude<HookTarget, { type: 'integration' }>) {
  if (target.type === 'organization') return { organisation: target.account.login };
  return { repository: fullNameOf(target.repository) };
}

/** The given events, or the current ones with additions and removals. */
function eventsOf(hook: Hook, requested: HookBody): Hook['events'] {
  const { events = hook.events, addEvents = [], removeEvents = [] } = requested;
  if (isAll(events) || isAll(addEvents)) return ['*'];
  const removed = new Set<string>(removeEvents);
  return [...new Set([...events, ...addEvents])].filter((event) => !removed.has(event));
}

const isAll = (events: Hook['events']): events is ['*'] => events.some((each) => each === '*');
