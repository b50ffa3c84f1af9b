// The simulated GitHub in its own process, with GitHub's limits and a latency of 50 ms.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import {
  createDeliverer,
  createRest,
  createSimulator,
  createSimulatorHandler,
} from '@hubtwin/github-simulator';
import { objectsOfRepository, repositories } from './gets.ts';

const simulator = createSimulator({ seed: 1 });
const by = 'ada-okafor';
for (const repository of repositories) {
  simulator.commands.createRepository({ repository, by });
  for (let n = 1; n <= objectsOfRepository; n++) {
    simulator.commands.openIssue({ repository, by, title: `Issue ${n}` });
    simulator.commands.createMilestone({ repository, by, title: `Milestone ${n}` });
    simulator.commands.createLabel({ repository, by, name: `label-${n}`, color: 'ededed' });
    simulator.commands.createBranch({ repository, by, branch: `branch-${n}` });
  }
}
const deliverer = createDeliverer({ appId: simulator.app.id });
const rest = createRest({ simulator, deliverer });
rest.faults.add({ fault: { kind: 'latency', ms: 50 } });

const controlToken = randomBytes(24).toString('base64url');
const handler = createSimulatorHandler({ simulator, deliverer, rest, controlToken });
const server = createServer(handler).listen(0, '127.0.0.1', () => {
  process.send?.({ port: Reflect.get(server.address() ?? {}, 'port'), controlToken });
});
process.once('disconnect', () => process.exit(0));
