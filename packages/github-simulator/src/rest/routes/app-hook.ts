import type { Hook } from '../../world/model.ts';
import { notFound, ok } from '../answer.ts';
import { listDeliveries, redeliver, showDelivery } from '../hook-deliveries.ts';
import { readHookConfig } from '../read-hook-body.ts';
import type { Call, Route } from '../route.ts';
import { hookConfigShape } from '../shapes/hook.ts';

/** The App's hook and its deliveries. */
export const appHook: Route[] = [
  {
    method: 'GET',
    path: '/app/hook/config',
    caller: 'app',
    handle: (call) => ok(hookConfigShape(hookOf(call))),
  },
  {
    method: 'PATCH',
    path: '/app/hook/config',
    caller: 'app',
    handle(call) {
      const { commands, run } = call.context;
      const config = readHookConfig(call.body ?? {});
      return ok(hookConfigShape(run(commands.editHook({ hook: hookOf(call).id, ...config }))));
    },
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries',
    caller: 'app',
    handle: (call) => listDeliveries(call, hookOf(call)),
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries/:delivery_id',
    caller: 'app',
    handle: (call) => showDelivery(call, hookOf(call)),
  },
  {
    method: 'POST',
    path: '/app/hook/deliveries/:delivery_id/attempts',
    caller: 'app',
    handle: (call) => redeliver(call, hookOf(call)),
  },
];

function hookOf({ context: { world } }: Call): Hook {
  const hook = world.hooks.get(world.app.hookId);
  if (hook === undefined) throw notFound();
  return hook;
}
