import { once } from 'node:events';
import { createServer } from 'node:net';
import { OperatorError } from '@hubtwin/service';
import { freePort } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { checkPorts } from './check-ports.ts';

const host = '127.0.0.1';

test('ports that are wanted twice, do not exist, or are taken are all named in one error, with their variables', async () => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const free = await freePort();
  const check = checkPorts(
    [
      { variable: 'INGRESS_PORT', port: free },
      { variable: 'API_PORT', port: taken },
      { variable: 'SIMULATOR_PORT', port: free },
      { variable: 'METRICS_PORT', port: free, use: 'the metrics of api' },
      { variable: 'METRICS_PORT', port: 65_536, use: 'the metrics of ingress' },
    ],
    host,
  );
  const error = await check.catch((thrown: Error) => thrown);
  const lines = `${error instanceof Error ? error.message : ''}`.split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(`Port ${free} is configured for INGRESS_PORT and for SIMULATOR_PORT`);
  expect(lines[1]).toMatch(`Port ${free} is configured for INGRESS_PORT and for METRICS_PORT`);
  expect(lines[2]).toMatch(new RegExp(`^Port ${taken} is in use.*API_PORT`));
  expect(lines[3]).toMatch(/^Port 65536 does not exist.*METRICS_PORT.*metrics of ingress/);
  server.close();
});

test('ports that are free, and any number of ports that are left to the system, are accepted', async () => {
  const any = { variable: 'METRICS_PORT', port: 0 };
  await checkPorts([{ variable: 'API_PORT', port: await freePort() }, any, any], host);
});

test('a port that another one is preferred for is refused; that one itself may be in use, as what listens there takes another', async () => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const postgres = (port: number) => ({ port, use: 'the embedded Postgres' });
  await checkPorts([postgres(taken), { variable: 'API_PORT', port: await freePort() }], host);
  server.close();
  const port = await freePort();
  const metrics = { variable: 'METRICS_PORT', port, use: 'the metrics of api' };
  for (const [wanted, message] of [
    [
      [postgres(port), { variable: 'INGRESS_PORT', port }],
      `Port ${port} is configured for the embedded Postgres and for INGRESS_PORT. Set INGRESS_PORT to another port.`,
    ],
    [
      [metrics, postgres(port)],
      `Port ${port} is configured for METRICS_PORT (for the metrics of api) and for the embedded Postgres. Set METRICS_PORT to another port.`,
    ],
  ] as const) {
    await expect(checkPorts(wanted, host)).rejects.toThrow(new OperatorError(message));
  }
});

test('an address of another machine is named', async () => {
  const ports = [{ variable: 'API_PORT', port: await freePort() }];
  await expect(checkPorts(ports, '192.0.2.1')).rejects.toThrow('LISTEN_HOST 192.0.2.1');
});

test('a port that others are given cannot be left to the system', async () => {
  const wanted = [
    { variable: 'INGRESS_PORT', port: 0, isNamed: true },
    { variable: 'METRICS_PORT', port: 0 },
  ];
  await expect(checkPorts(wanted, host)).rejects.toThrow(/^INGRESS_PORT is 0.*from 1 to 65535\.$/);
});
