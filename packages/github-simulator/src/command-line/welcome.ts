import type { RunningSimulator, StartOptions } from '../start-simulator.ts';

/** The message after the start: URLs, ids and example requests. */
export function welcome(
  { port, controlToken, simulator: { app, world } }: RunningSimulator,
  scenario: StartOptions['scenario'],
): string {
  const by = 'ada-okafor';
  const here = `http://127.0.0.1:${port}`;
  const curl = `curl -H 'Authorization: Bearer ${controlToken}'`;
  const post = (path: string, body: object) =>
    `${curl} -H 'Content-Type: application/json' ${here}${path} -d '${JSON.stringify(body)}'`;
  const install = `by ${post('/_sim/commands/install', { by })}`;
  return `hubtwin-simulator listens on port ${port}: ${here}

  Organisation  ${world.organisation.login}, with ${world.repositories.size} repositories
  App           ${app.id}, private key: ${curl} ${here}/_sim/app
  Installed     ${scenario === 'demo' ? 'by the demo' : install}
  Control token ${controlToken}
  Deliveries    to ${world.hooks.get(app.hookId)?.url}
  A token       ${post('/_sim/tokens', { login: by })}
`;
}
