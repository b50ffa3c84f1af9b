import { runCommand } from '../commands/run-command.ts';
import type { Simulator } from '../create-simulator.ts';
import type { Deliverer } from '../delivery/create-deliverer.ts';
import type { FaultyDeliverer } from '../delivery/create-faulty-deliverer.ts';
import { notFound, RestError } from '../rest/answer.ts';
import type { Rest } from '../rest/create-rest.ts';
import { isObject } from '../rest/is-object.ts';
import { countObjects } from '../world/count-objects.ts';
import { findUser } from '../world/lookup.ts';
import { appSecrets } from './app-secrets.ts';
import { readDeliveryFault, readFaultRule } from './read-fault-rule.ts';

/** Handles `/_sim/…`. @throws RestError, SimulatorError */
type Controls = (method: string, url: URL, body: unknown) => unknown;

/**
 * The control API of a running simulator; the handler requires the control token:
 * - `POST /_sim/commands/{name}` runs a command with its input as JSON, and sends its deliveries
 * - `GET /_sim/state`, `/_sim/deliveries`, `/_sim/requests` (filters: any field of a logged request)
 * - `DELETE /_sim/requests` clears the log
 * - `GET`, `POST`, `DELETE /_sim/faults`; a posted rule is answered with its id
 * - `POST`, `DELETE /_sim/delivery-faults`; a posted rule drops, duplicates, delays or reorders deliveries
 * - `POST /_sim/clock` `{shift_ms}` sets the offset from the machine's clock
 * - `POST /_sim/tokens` `{login, format?, scopes?}` creates a personal token
 * - `GET /_sim/app` returns the App's ids, URLs, secrets and private key
 * - `GET`, `POST /_sim/person` `{login?, denies?, mayOnlyRequest?}`: the user of github.com's pages, whether they
 * cancel, and whether they can only request the App
 * - `POST /_sim/budgets` `{payer, resource, limit?, used?}`
 */
export function createControls(context: {
  simulator: Simulator;
  deliverer: Deliverer | FaultyDeliverer;
  rest: Rest;
}): Controls {
  const { simulator, deliverer, rest } = context;
  const { world, commands } = simulator;
  const faultyDeliverer = (): FaultyDeliverer => {
    if ('addFault' in deliverer) return deliverer;
    throw invalid('this simulator has no delivery faults: pass it a createFaultyDeliverer');
  };

  const fixed: Record<string, (body: Record<string, unknown>, url: URL) => unknown> = {
    'GET /_sim/state': () => countObjects(world),
    'GET /_sim/deliveries': () => deliverer.records(),
    'GET /_sim/requests': (_, { searchParams }) =>
      rest.log
        .list()
        .filter((request) =>
          [...searchParams].every(([name, value]) => `${Reflect.get(request, name)}` === value),
        ),
    'DELETE /_sim/requests': () => {
      rest.log.clear();
      return {};
    },
    'GET /_sim/faults': () => rest.faults.list(),
    'POST /_sim/faults': (body) => ({
      id: rest.faults.add(readFaultRule(body, (name) => Object.hasOwn(commands, name))),
    }),
    'DELETE /_sim/faults': () => {
      rest.faults.clear();
      return {};
    },
    'POST /_sim/delivery-faults': (body) => {
      faultyDeliverer().addFault(readDeliveryFault(body));
      return {};
    },
    'DELETE /_sim/delivery-faults': async () => {
      faultyDeliverer().clearFaults();
      // Sends deliveries that waited for a successor.
      await faultyDeliverer().flush();
      return {};
    },
    'POST /_sim/clock': ({ shift_ms }) => {
      if (typeof shift_ms !== 'number') throw invalid('shift_ms must be a number');
      simulator.shiftTime(shift_ms);
      return { now: world.time.now() };
    },
    'POST /_sim/tokens': ({ login, format, scopes }) => {
      if (typeof login !== 'string') throw invalid('login is missing');
      return {
        token: rest.credentials.createPersonalToken({
          login,
          ...(format === 'fine-grained' && { format }),
          ...(Array.isArray(scopes) && { scopes: scopes.map(String) }),
        }),
      };
    },
    'GET /_sim/app': () => appSecrets(world, rest.appKey),
    'GET /_sim/person': () => rest.person,
    'POST /_sim/person': (input) => {
      const { login, denies, mayOnlyRequest } = { ...rest.person, ...input };
      if (typeof login !== 'string' || typeof denies !== 'boolean' || typeof mayOnlyRequest !== 'boolean')
        throw invalid('login must be a login, denies and mayOnlyRequest true or false');
      return Object.assign(rest.person, { login: findUser(world, login).login, denies, mayOnlyRequest });
    },
    'POST /_sim/budgets': ({ payer, resource, limit, used }) => {
      if (typeof payer !== 'string' || typeof resource !== 'string')
        throw invalid('payer or resource is missing');
      rest.budgets.set(payer, resource, {
        ...(typeof limit === 'number' && { limit }),
        ...(typeof used === 'number' && { used }),
      });
      return rest.budgets.of(payer, resource);
    },
  };

  function run(name: string, input: Record<string, unknown>) {
    const { value, deliveries } = runCommand(commands, name, input);
    for (const delivery of deliveries) void deliverer.deliver(delivery);
    return {
      value: plainFields(value),
      deliveries: deliveries.map(({ guid, event, action, hook }) => ({
        guid,
        event,
        action,
        hook_id: hook.id,
      })),
    };
  }

  return (method, url, body = {}) => {
    if (!isObject(body)) throw invalid('the body must be an object');
    const [, command] = /^\/_sim\/commands\/(\w+)$/.exec(url.pathname) ?? [];
    if (command !== undefined && method === 'POST') return run(command, body);
    const key = `${method === 'HEAD' ? 'GET' : method} ${url.pathname}`;
    const control = Object.hasOwn(fixed, key) ? fixed[key] : undefined;
    if (control === undefined) throw notFound();
    return control(body, url);
  };
}

const invalid = (message: string) => new RestError(422, message);

/** An object refers to the whole world: only its plain fields are returned. */
function plainFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field === null || typeof field !== 'object'),
  );
}
