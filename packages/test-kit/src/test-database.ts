import { randomBytes } from 'node:crypto';
import { createDatabase, type DatabaseConnection } from '@hubtwin/database';
import pg from 'pg';
import { inject } from 'vitest';

export const templateName = 'hubtwin_template';

/** A private migrated database. Disposing closes its pool and drops it. */
export interface TestDatabase extends DatabaseConnection {
  url: string;
}

/** Clones the template in a few milliseconds, independent of the number of migrations. */
export async function createTestDatabase({ poolMax = 10 } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(inject('postgresUrl'));
  await administer(`create database ${name} template ${templateName} strategy file_copy`);
  url.pathname = `/${name}`;
  const connection = createDatabase({ url: url.href, poolMax });
  return {
    ...connection,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await connection[Symbol.asyncDispose]();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
