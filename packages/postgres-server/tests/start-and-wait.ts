import { once } from 'node:events';
import { startPostgres } from '../src/start-postgres.ts';

// A process for tests to kill: it starts the Postgres of the folder in its argument, and keeps it running.
await startPostgres({ directory: process.argv[2] ?? '' });
process.send?.('started');
await once(process, 'disconnect');
