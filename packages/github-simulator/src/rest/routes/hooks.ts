import { hookShape } from '../../shapes/hook.ts';
import type { Hook } from '../../world/model.ts';
import { created, noContent, notFound, ok, validationFailed } from '../answer.ts';
import { listDeliveries, redeliver, showDelivery } from '../hook-deliveries.ts';
import { pageOf } from '../page.ts';
import { type HookBody, readHookBody } from '../read-hook-body.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { Call, RepositoryCall, Route } from '../route.ts';
import { sceneOf } from '../scene-of.ts';

const reads = ['repository_hooks', 'read'] as const;
const writes = ['repository_hooks', 'write'] as const;

/** The App's hook and those of repositories, with what was delivered to them. */
export const hooks: Route[] = [
  {
    method: 'GET',
    path: '/app/hook/deliveries',
    asks: 'app',
    handle: (call) => listDeliveries(call, appHook(call)),
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries/:delivery_id',
    asks: 'app',
    handle: (call) => showDelivery(call, appHook(call)),
  },
  {
    method: 'POST',
    path: '/app/hook/deliveries/:delivery_id/attempts',
    asks: 'app',
    handle: (call) => redeliver(call, appHook(call)),
  },
  {
    method: 'GET',
    path: '/app/hook/config',
    asks: 'app',
    handle: (call) => ok(hookShape(call.context.world, appHook(call)).config),
  },
  ...repositoryRoutes([
    {
      method: 'GET',
      path: '/hooks',
      permission: reads,
      handle: ({ context: { world }, repository, address, query }) =>
        pageOf(
          [...world.hooks.values()].filter(
            ({ target }) => target.type === 'repository' && target.repository === repository,
          ),
          { base: address, query },
          (hook) => restHookShape(world, hook),
        ),
    },
    {
      method: 'POST',
      path: '/hooks',
      permission: writes,
      createsContent: true,
      handle(call) {
        const { context } = call;
        const { config, events, active } = readHookBody(call.body);
        if (config?.url === undefined) {
          throw validationFailed({ resource: 'Hook', field: 'url', code: 'missing_field' });
        }
        const hook = context.run(
          context.commands.createHook({
            ...sceneOf(call),
            url: config.url,
            ...(events && { events }),
            ...(config.secret !== undefined && { secret: config.secret }),
            contentType: config.contentType ?? 'form',
          }),
        );
        if (active === false) hook.active = false;
        return created(restHookShape(context.world, hook));
      },
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id',
      permission: reads,
      handle: (call) => ok(restHookShape(call.context.world, repositoryHook(call))),
    },
    {
      method: 'PATCH',
      path: '/hooks/:hook_id',
      permission: writes,
      handle(call) {
        const hook = repositoryHook(call);
        change(hook, readHookBody(call.body));
        hook.updatedAt = call.context.world.time.now();
        return ok(restHookShape(call.context.world, hook));
      },
    },
    {
      method: 'DELETE',
      path: '/hooks/:hook_id',
      permission: writes,
      handle(call) {
        call.context.run(call.context.commands.deleteHook({ hook: repositoryHook(call).id }));
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id/deliveries',
      permission: reads,
      handle: (call) => listDeliveries(call, repositoryHook(call)),
    },
    {
      method: 'GET',
      path: '/hooks/:hook_id/deliveries/:delivery_id',
      permission: reads,
      handle: (call) => showDelivery(call, repositoryHook(call)),
    },
    {
      method: 'POST',
      path: '/hooks/:hook_id/deliveries/:delivery_id/attempts',
      permission: writes,
      handle: (call) => redeliver(call, repositoryHook(call)),
    },
  ]),
];

function appHook({ context: { world } }: Call): Hook {
  const hook = world.hooks.get(world.app.hookId);
  if (hook === undefined) throw notFound();
  return hook;
}

function repositoryHook({ context, params, repository }: RepositoryCall): Hook {
  const hook = context.world.hooks.get(Number(params.hook_id));
  if (hook?.target.type !== 'repository' || hook.target.repository !== repository) throw notFound();
  return hook;
}

function change(hook: Hook, { config, events, active }: HookBody): void {
  if (config?.url !== undefined) hook.url = config.url;
  if (config?.secret !== undefined) hook.secret = config.secret;
  if (config?.contentType !== undefined) hook.contentType = config.contentType;
  if (events !== undefined) hook.events = events;
  if (active !== undefined) hook.active = active;
}

function restHookShape(...of: Parameters<typeof hookShape>) {
  return { ...hookShape(...of), last_response: { code: null, status: 'unused', message: null } };
}
