import type { RequestListener } from 'node:http';
import type { Simulator } from '../create-simulator.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import { countObjects } from '../world/count-objects.ts';
import { meta } from './meta.ts';

/** Answers `GET /`, `/meta`, `/_sim/deliveries` and `/_sim/state`; anything else with GitHub's 404. */
export function createSimulatorHandler(context: {
  simulator: Simulator;
  deliverer: Deliverer;
}): RequestListener {
  const { simulator, deliverer } = context;
  const routes: Record<string, () => unknown> = {
    '/': () => ({ service: 'github-simulator', organization: simulator.world.organisation.login }),
    '/meta': meta,
    '/_sim/deliveries': () => deliverer.records(),
    '/_sim/state': () => countObjects(simulator.world),
  };

  return (request, response) => {
    const pathname = URL.parse(request.url ?? '/', 'http://simulator')?.pathname ?? '';
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
    const found = route !== undefined && (request.method === 'GET' || request.method === 'HEAD');
    const body = found
      ? route()
      : { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' };
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
  };
}
