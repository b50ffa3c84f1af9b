import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The stored budget of a credential. */
interface StoredBudget {
  version: string;
  record: string;
}

/** What is stored, and the time of Postgres in milliseconds since the epoch. */
interface Answer {
  stored: StoredBudget | null;
  now: number;
}

/** Budgets of GitHub credentials, changed by compare-and-set. */
export interface GitHubBudgetStore {
  read(credential: string): Promise<Answer>;
  /**
   * Changes nothing if the stored version is not the expected one (null: none); `stored` is then the current row. A
   * change that is not durable is lost if Postgres crashes within about a second.
   */
  swap(
    credential: string,
    change: StoredBudget & { expected: string | null; isDurable: boolean },
  ): Promise<Answer & { swapped: boolean }>;
  list(): Promise<{ records: { credential: string; record: string }[]; now: number }>;
}

const clock = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`;

/** Stores budgets in `github_budgets`. */
export function createGitHubBudgetStore(database: Kysely<Database>): GitHubBudgetStore {
  return {
    async read(credential) {
      const { rows } = await sql<OptionalRow>`
        select b.version, b.record, ${clock} as now
          from (values (1)) as one left join github_budgets as b on b.credential = ${credential}
      `.execute(database);
      return answerOf(rows[0]);
    },

    async swap(credential, { expected, version, record, isDurable }) {
      const { rows } = await sql<OptionalRow & { swapped: boolean }>`
        select * from swap_github_budget(${credential}, ${expected}, ${version}, ${record}, ${isDurable})
      `.execute(database);
      return { ...answerOf(rows[0]), swapped: rows[0]?.swapped ?? false };
    },

    async list() {
      const { rows } = await sql<{ credential: string | null; record: string | null; now: number }>`
        select b.credential, b.record, ${clock} as now from (values (1)) as one left join github_budgets as b on true
      `.execute(database);
      const records = rows.flatMap(({ credential, record }) =>
        credential === null || record === null ? [] : [{ credential, record }],
      );
      return { records, now: rows[0]?.now ?? Date.now() };
    },
  };
}

interface OptionalRow {
  version: string | null;
  record: string | null;
  now: number;
}

function answerOf(row: OptionalRow | undefined): Answer {
  if (row === undefined) throw new Error('Postgres answered without a row');
  const { version, record, now } = row;
  return { stored: version === null || record === null ? null : { version, record }, now };
}
