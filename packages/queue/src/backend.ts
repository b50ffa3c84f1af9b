import { EventEmitter } from 'node:events';
import {
  createPostgresBackend,
  createRedisBackend,
  isPgPool,
  type Job,
  type JobsOptions,
  runMigrations,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { delayFailedClaims } from './delay-failed-claims.ts';
import { holdPostgresLock, holdRedisLock, inTurns } from './exclusively.ts';

/** Where the queues are stored: in Redis, or in the schema `bullmq` of Postgres. */
export type QueueStore = { redisUrl: string } | { postgresUrl: string };

export type Backend = ReturnType<typeof openBackend>;

/** BullMQ's classes bound to a store, with a connection for each role. */
export function openBackend(store: QueueStore, onError: (error: Error) => void) {
  return 'redisUrl' in store ? openRedis(store.redisUrl, onError) : openPostgres(store.postgresUrl, onError);
}

/** BullMQ orders the jobs that are due in the same millisecond by the low bits of their scores. */
const scoresInMs = 0x1000;

function openRedis(url: string, onError: (error: Error) => void) {
  // A producer fails immediately when Redis is unavailable: the inbox keeps its deliveries, and a sweep enqueues them.
  const producer = new Redis(url, {
    connectTimeout: 5_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 5_000,
  });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [producer, consumer]) connection.on('error', onError);
  const reached = Promise.withResolvers<void>();
  producer.once('ready', reached.resolve).once('error', () => reached.resolve());
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    /** Resolves once the first attempt to connect has ended, successfully or not: before, every command is rejected. */
    contacted: () => reached.promise,
    queue: (name: string, options: object) =>
      new Queue(name, { ...options, connection: producer, skipWaitingForReady: true }),
    worker: (name: string, process: Process, options: object) =>
      new Worker(name, process, { ...options, connection: consumer }),
    /** The options of the job that BullMQ will create when the running job with the same text ends; null: none. */
    readNext: async (name: string, text: string): Promise<JobsOptions | null> => {
      const options = await producer.hget(`bull:${name}:dn:${text}`, 'opts');
      return options === null ? null : JSON.parse(options);
    },
    /**
     * When a delayed job is due, in milliseconds since the epoch; null: it is not delayed. The job itself states only
     * its last delay, not from when that counts.
     */
    readDue: async (name: string, id: string): Promise<number | null> => {
      const score = await producer.zscore(`bull:${name}:delayed`, id);
      return score === null ? null : Math.floor(Number(score) / scoresInMs);
    },
    /** Runs work on a queue while no other process does: a time is read and changed in one step. */
    exclusively: inTurns((name, work) => holdRedisLock(producer, `hubtwin:enqueue:${name}`, work)),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

type Process = (job: Job, token?: string) => Promise<unknown>;

/** Timeouts of the server for a client that vanished with a transaction, whose locks others wait for. */
const vanished = [
  '-c idle_in_transaction_session_timeout=5000',
  '-c tcp_keepalives_idle=10',
  '-c tcp_keepalives_interval=5',
  '-c tcp_keepalives_count=3',
  '-c tcp_user_timeout=25000',
  '-c client_connection_check_interval=5000',
];

/** Of a queue or worker; a worker waits for jobs with one of them. */
const maxConnections = 5;

function openPostgres(url: string, onError: (error: Error) => void) {
  // A connection may break before BullMQ adds its error listener: without one, an error would end the process, and BullMQ
  // would keep the broken connection.
  class ListenedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      let failure: Error | undefined;
      this.on('error', (error) => {
        failure ??= error;
        onError(error);
      });
      const replay = (event: string, listener: (error: Error) => void) => {
        const error = failure;
        if (event === 'error' && error !== undefined) queueMicrotask(() => listener(error));
      };
      // The types of pg lack this event.
      EventEmitter.prototype.on.call(this, 'newListener', replay);
    }
  }
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // Without its own timeout, a client whose packets are dropped would wait indefinitely.
    query_timeout: 15_000,
    Client: ListenedClient,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A job is a pointer into the inbox: if a crash loses the last jobs, a sweep enqueues them again.
    options: ['-c search_path=bullmq', '-c synchronous_commit=off', ...vanished].join(' '),
  };
  // BullMQ would open the connection with which a worker waits for jobs as a client of another class. It does not end a
  // pool that it is given.
  const createBackend: typeof createPostgresBackend = (name, options, role) => {
    const pool = new pg.Pool({ ...connection, max: maxConnections });
    if (!isPgPool(pool)) throw new TypeError('BullMQ accepts no pool of pg');
    const backend = createPostgresBackend(name, { ...options, connection: pool }, role);
    backend.once('close', () => void pool.end());
    return backend;
  };
  const { Queue, Worker } = withBackend(delayFailedClaims(createBackend));
  const reader = new pg.Pool({ ...connection, max: 1 });
  const locks = new pg.Pool({ ...connection, max: 1 });
  for (const pool of [reader, locks]) pool.on('error', onError);
  return {
    contacted: async () => {},
    queue: (name: string, options: object) => new Queue(name, { ...options, connection: {} }),
    worker: (name: string, process: Process, options: object) =>
      new Worker(name, process, { ...options, connection: {} }),
    readNext: async (name: string, text: string): Promise<JobsOptions | null> => {
      const { rows } = await reader.query<{ opts: JobsOptions }>(
        `select payload -> 'opts' as opts from bullmq.dedup_next where queue = $1 and dedup_id = $2`,
        [name, text],
      );
      return rows[0]?.opts ?? null;
    },
    readDue: async (name: string, id: string): Promise<number | null> => {
      const { rows } = await reader.query<{ due: string }>(
        `select process_at_ms as due from bullmq.job where queue = $1 and id = $2 and state = 'delayed'`,
        [name, id],
      );
      return rows[0] === undefined ? null : Number(rows[0].due);
    },
    exclusively: inTurns((name, work) => holdPostgresLock(locks, `enqueue:${name}`, work)),
    close: async () => {
      await Promise.all([reader.end(), locks.end()]);
    },
  };
}

/** Creates or updates the schema of the queues in Postgres; processes that start together wait for each other. */
export async function migrateQueues(postgresUrl: string): Promise<void> {
  // What a broken connection interrupts rejects as well; without a listener it would also end the process.
  const client = new pg.Client({ connectionString: postgresUrl }).on('error', () => {});
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
