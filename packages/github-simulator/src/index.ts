export { createSimulator, type Simulator } from './create-simulator.ts';
export { createDeliverer } from './delivery/create-deliverer.ts';
export { createFaultyDeliverer } from './delivery/create-faulty-deliverer.ts';
export { signBody } from './delivery/sign-body.ts';
export { createSimulatorHandler } from './http/create-simulator-handler.ts';
export { populateOrganisation } from './population/populate-organisation.ts';
export { createRest } from './rest/create-rest.ts';
export { runScenario } from './scenario/run-scenario.ts';
export type { Delivery } from './world/create-world.ts';
