import type { IncomingMessage, RequestListener } from 'node:http';
import type { Simulator } from '../create-simulator.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import type { FaultyDeliverer } from '../delivery/create-faulty-deliverer.ts';
import { RestError } from '../rest/answer.ts';
import type { Rest } from '../rest/create-rest.ts';
import { readBody } from '../rest/read-body.ts';
import { SimulatorError } from '../world/simulator-error.ts';
import { createControls } from './create-controls.ts';
import { requireAllowed } from './require-allowed.ts';

export interface SimulatorHandlerOptions {
  simulator: Simulator;
  deliverer: Deliverer | FaultyDeliverer;
  rest: Rest;
  /** The token for `/_sim/`, as `Authorization: Bearer`; without it the control API is disabled. */
  controlToken?: string;
}

/**
 * Serves `GET /`, and the control API under `/_sim/`; all other paths are GitHub's API. Pages of other sites cannot
 * access any of it.
 */
export function createSimulatorHandler({
  controlToken,
  ...context
}: SimulatorHandlerOptions): RequestListener {
  const controls = createControls(context);
  const { organisation, host } = context.simulator.world;
  const hosts = new Set(Object.values(host).map((url) => new URL(url).host));
  const allowed = { hosts, controlToken: controlToken ?? null };

  async function control(request: IncomingMessage, url: URL): Promise<{ status: number; body: unknown }> {
    if (url.pathname === '/') {
      return { status: 200, body: { service: 'github-simulator', organization: organisation.login } };
    }
    try {
      const body = request.method === 'POST' ? await readBody(request) : undefined;
      return { status: 200, body: await controls(request.method ?? 'GET', url, body) };
    } catch (error) {
      if (error instanceof RestError) return { status: error.answer.status, body: error.answer.body };
      if (error instanceof SimulatorError) {
        const status = error.code === 'not_found' ? 404 : 422;
        return { status, body: { code: error.code, message: error.message } };
      }
      // Commands rely on their types, which input over HTTP may violate.
      return { status: 422, body: { code: 'input', message: String(error) } };
    }
  }

  return (request, response) => {
    const send = ({ status, body }: { status: number; body: unknown }) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
    };
    const url = URL.parse(request.url ?? '/', 'http://simulator');
    const isControl = url?.pathname.startsWith('/_sim/') === true;
    try {
      requireAllowed(request, isControl, allowed);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return send({ status: error.answer.status, body: error.answer.body });
    }
    if (url === null || (url.pathname !== '/' && !isControl)) {
      return void context.rest.handler(request, response);
    }
    void control(request, url).then(send);
  };
}
