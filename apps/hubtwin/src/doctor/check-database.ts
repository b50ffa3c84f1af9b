import { createDatabase, type Database, pendingMigrations } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { reasonOf } from '../reason-of.ts';
import { databaseRemedy } from '../require-database.ts';
import { type Check, failed, ok, warning } from './check.ts';
import { checkClock } from './check-clock.ts';

const oldestVersion = 15;
const testedVersion = 18;
const fewConnections = 100;

interface Settings {
  version: number;
  fsync: string;
  fullPageWrites: string;
  synchronousCommit: string;
  maxConnections: number;
  isStandby: boolean;
  now: Date;
}

/** Checks whether the database can be reached, is new enough, stores commits durably, and has the newest schema. */
export async function checkDatabase(url: string | undefined): Promise<Check[]> {
  if (url === undefined) {
    return [
      failed(
        'database',
        'DATABASE_URL is not set, and no hubtwin up has run in this folder.',
        'Set DATABASE_URL to your Postgres, or run hubtwin up, which starts an embedded one.',
      ),
    ];
  }
  await using connection = createDatabase({ url, poolMax: 1, onConnectionError: () => {} });
  const { database } = connection;
  let settings: Settings;
  const requestedAt = Date.now();
  let answeredAt: number;
  try {
    await sql`select 1`.execute(database);
    settings = await readSettings(database);
    answeredAt = Date.now();
  } catch (error) {
    return [failed('database', `Postgres cannot be reached: ${reasonOf(error)}`, databaseRemedy)];
  }
  const halfway = (requestedAt + answeredAt) / 2;
  return [
    versionOf(settings),
    durabilityOf(settings),
    connectionsOf(settings),
    await migrationsOf(database),
    checkClock('Postgres', settings.now.getTime() - halfway),
  ];
}

async function readSettings(database: Kysely<Database>): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('fsync') as fsync,
           current_setting('full_page_writes') as "fullPageWrites",
           current_setting('synchronous_commit') as "synchronousCommit",
           current_setting('max_connections')::int as "maxConnections", pg_is_in_recovery() as "isStandby",
           clock_timestamp() as now
  `.execute(database);
  const [settings] = rows;
  if (settings === undefined) throw new Error('it returns no settings');
  return settings;
}

function versionOf({ version, isStandby }: Settings): Check {
  const name = 'database';
  if (isStandby)
    return failed(name, 'It is a standby, which accepts no writes.', 'Set DATABASE_URL to the primary.');
  if (version < oldestVersion)
    return failed(name, `It is Postgres ${version}.`, `Upgrade it to ${testedVersion}.`);
  if (version < testedVersion) {
    return warning(
      name,
      `It is Postgres ${version}; Hubtwin is tested with ${testedVersion}.`,
      `Upgrade it when possible.`,
    );
  }
  return ok(name, `Postgres ${version} answers.`);
}

function durabilityOf({ fsync, fullPageWrites, synchronousCommit }: Settings): Check {
  const name = 'database durability';
  const unsafe = [
    ...(fsync === 'off' ? ['fsync'] : []),
    ...(fullPageWrites === 'off' ? ['full_page_writes'] : []),
    ...(synchronousCommit === 'off' ? ['synchronous_commit'] : []),
  ];
  if (unsafe.length === 0) return ok(name, 'Committed data survives a crash.');
  return failed(
    name,
    `${unsafe.join(', ')} off: a delivery that was answered with 202 can be lost in a crash.`,
    `Run alter system set … = on for ${unsafe.join(', ')}, then select pg_reload_conf().`,
  );
}

function connectionsOf({ maxConnections }: Settings): Check {
  const name = 'database connections';
  if (maxConnections >= fewConnections) return ok(name, `max_connections is ${maxConnections}.`);
  return warning(
    name,
    `max_connections is ${maxConnections}; each process takes up to DATABASE_POOL_MAX (20) of them, and some for its queues.`,
    `Set max_connections to ${fewConnections} or more, or lower DATABASE_POOL_MAX.`,
  );
}

async function migrationsOf(database: Kysely<Database>): Promise<Check> {
  const name = 'migrations';
  const pending = await pendingMigrations(database);
  if (pending.length === 0) return ok(name, 'The schema is the newest.');
  return failed(name, `Pending migrations: ${pending.join(', ')}.`, 'Run hubtwin migrate.');
}
