#!/usr/bin/env node
import { readArguments } from './command-line/read-arguments.ts';
import { usage } from './command-line/usage.ts';
import { UsageError } from './command-line/usage-error.ts';
import { welcome } from './command-line/welcome.ts';
import { listen } from './http/listen.ts';
import { startSimulator } from './start-simulator.ts';

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options === null) return console.log(usage);
  const { host, ...rest } = options;
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  process.once('SIGTERM', () => stop()).once('SIGINT', () => stop());
  await using running = await startSimulator({
    ...rest,
    listen: (handler, port) => listen(handler, port, host),
  });
  console.log(welcome(running, options.scenario));
  await stopped;
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof UsageError;
  // The message of a system error, such as a port in use, is sufficient.
  if (!isUsage && !(error instanceof Error && 'syscall' in error)) throw error;
  console.error(`hubtwin-simulator: ${error.message}${isUsage ? ' (--help lists the options)' : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
