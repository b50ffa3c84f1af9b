import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { announceChanges } from '../changes/announce-changes.ts';
import type { Database } from '../schema.ts';
import { prepareStatements } from './prepare-statements.ts';
import { traceQueries } from './trace-queries.ts';

export interface DatabaseOptions {
  url: string;
  poolMax: number;
  /** Longest run of a statement, in milliseconds. */
  statementTimeoutMs?: number;
  /** Longest wait for a connection, in milliseconds. */
  connectionTimeoutMs?: number;
  /** Called when a connection breaks; the pool replaces it automatically. */
  onConnectionError?: (error: Error) => void;
}

/** The pool, and the typed query builder over it. Disposing waits for running statements. */
export interface DatabaseConnection extends AsyncDisposable {
  database: Kysely<Database>;
  pool: pg.Pool;
}

/**
 * Timeouts for a client whose host lost power or its network. Postgres ends its transaction before the statements
 * that wait for its locks reach their own timeout, and its connection when TCP probes get no answer. Statements of it
 * that wait for each other's locks end one after the other: the last becomes idle at most one statement timeout
 * later.
 */
const vanished = [
  '-c idle_in_transaction_session_timeout=4000',
  '-c tcp_keepalives_idle=10',
  '-c tcp_keepalives_interval=5',
  '-c tcp_keepalives_count=3',
  '-c tcp_user_timeout=25000',
  '-c client_connection_check_interval=5000',
];

/**
 * What statements rely on, whatever the server, the database or the role have: days and weeks are those of UTC, and
 * each statement sees what others committed before it. The views for people have names of tables, in the schema
 * `hubtwin`, which a role of that name would search first.
 */
const semantics = [
  '-c search_path=public',
  '-c timezone=UTC',
  '-c datestyle=ISO',
  '-c intervalstyle=postgres',
  String.raw`-c default_transaction_isolation=read\ committed`,
];

/** Every statement is short: compiling one would take longer than running it. */
const sessionOptions = [...vanished, ...semantics, '-c jit=off'].join(' ');

/** Adds our session options before those of the URL, which would replace them and win over equal ones. */
function withSessionOptions(connectionString: string): string {
  const url = URL.parse(connectionString);
  if (url === null) return connectionString;
  const given = url.searchParams.get('options');
  url.searchParams.set('options', given === null ? sessionOptions : `${sessionOptions} ${given}`);
  return url.href;
}

const int8 = 20;
const int8Array = 1016;

/** The parser for a column's text; that of pg except for the types above. */
function typeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const usual: (text: string) => unknown = pg.types.getTypeParser(oid, format);
  if (format === 'binary') return usual;
  if (oid === int8) return Number;
  if (oid !== int8Array) return usual;
  return (text) => {
    const items = usual(text);
    return Array.isArray(items) ? items.map((item) => (item === null ? null : Number(item))) : items;
  };
}

/**
 * Opens a pool, whose statements have spans. `bigint` columns are read as numbers: GitHub's ids and our sequences stay below 2^53.
 */
export function createDatabase(options: DatabaseOptions): DatabaseConnection {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: withSessionOptions(options.url),
    max: options.poolMax,
    connectionTimeoutMillis: options.connectionTimeoutMs ?? 5_000,
    statement_timeout: statementTimeoutMs,
    // The timeout on the server does not reach a client whose network silently drops packets.
    query_timeout: statementTimeoutMs + 1_000,
    keepAlive: true,
    options: sessionOptions,
    types: { getTypeParser: typeParser },
  });
  const onError = options.onConnectionError ?? (() => {});
  // On the pool and on each connection: a pool emits errors of idle connections only, and an unhandled one ends the
  // process.
  pool.on('error', onError).on('connect', (client) => client.on('error', onError));
  traceQueries(pool);
  prepareStatements(pool);
  announceChanges(pool);
  const database = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    database,
    pool,
    async [Symbol.asyncDispose]() {
      await database.destroy();
      // Kysely ends the pool only if it ran a query itself.
      if (!pool.ended) await pool.end();
    },
  };
}
