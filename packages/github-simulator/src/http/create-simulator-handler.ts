import type { RequestListener } from 'node:http';
import type { Simulator } from '../create-simulator.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import type { Rest } from '../rest/create-rest.ts';
import { countObjects } from '../world/count-objects.ts';

/** Answers `GET /`, `/_sim/deliveries`, `/_sim/state` and `/_sim/requests`; all else is GitHub's REST API. */
export function createSimulatorHandler(context: {
  simulator: Simulator;
  deliverer: Deliverer;
  rest: Rest;
}): RequestListener {
  const { simulator, deliverer, rest } = context;
  const routes: Record<string, () => unknown> = {
    '/': () => ({ service: 'github-simulator', organization: simulator.world.organisation.login }),
    '/_sim/deliveries': () => deliverer.records(),
    '/_sim/requests': () => rest.log.list(),
    '/_sim/state': () => countObjects(simulator.world),
  };

  return (request, response) => {
    const pathname = URL.parse(request.url ?? '/', 'http://simulator')?.pathname ?? '';
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (route === undefined || !isRead) return void rest.handler(request, response);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(route())}\n`);
  };
}
