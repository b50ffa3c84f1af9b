import { rmSync } from 'node:fs';
import { createDatabase, migrate } from '@hubtwin/database';
import { startPostgres } from '@hubtwin/postgres-server';
import { migrateQueues } from '@hubtwin/queue';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createTestFolder } from './create-test-folder.ts';
import { templateName } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one Postgres for the whole run, with a migrated template that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = createTestFolder('postgres');
  const server = await startPostgres({
    directory,
    // The cluster is removed after the run, so its data need not survive a power failure.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_wal_size: '256MB',
      max_connections: '300',
    },
  });
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const template = createDatabase({ url: server.url(templateName), poolMax: 2 });
  await migrate(template.database);
  await template[Symbol.asyncDispose]();
  await migrateQueues(server.url(templateName));
  project.provide('postgresUrl', server.url('postgres'));
  return async () => {
    await server[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true, force: true });
  };
}
