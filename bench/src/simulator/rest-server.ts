// The simulated GitHub in its own process, without the limits that a benchmark would reach.
import { createServer } from 'node:http';
import { createRest, createSimulator } from '@hubtwin/github-simulator';

const simulator = createSimulator({ seed: 1 });
for (let n = 0; n < 100; n++) {
  simulator.commands.openIssue({ repository: 'storefront', by: 'ada-okafor', title: `Issue ${n}` });
}
const endless = Number.MAX_SAFE_INTEGER;
const rest = createRest({ simulator, secondaryLimits: { pointsPerMinute: endless } });
const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
const { payer } = await rest.credentials.authenticate(`token ${token}`, '');
rest.budgets.set(payer, 'core', { limit: endless });

const server = createServer(rest.handler).listen(0, '127.0.0.1', () => {
  process.send?.({ port: Reflect.get(server.address() ?? {}, 'port'), token });
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.once('disconnect', () => process.exit(0));
