export { buildDelivery } from './build-delivery.ts';
export { createTestFolder } from './create-test-folder.ts';
export { exampleDeliveries } from './example-deliveries.ts';
export { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
export { freePort } from './free-port.ts';
export { startTestRedis, type TestRedis } from './redis-server.ts';
export { type AppProcess, startApp } from './start-app.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { waitFor } from './wait-for.ts';
