import { OperatorError } from '@hubtwin/service';
import { contactRedis } from '../doctor/contact-redis.ts';
import { withPostgres } from './with-postgres.ts';

interface Stores {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
}

const contactMs = 5_000;

/** @throws OperatorError naming every configured store that cannot be reached, and why. */
export async function checkStores({ databaseUrl, redisUrl }: Stores): Promise<void> {
  const found = await Promise.all([
    databaseUrl && whyNot('DATABASE_URL', 'Postgres', () => contactPostgres(databaseUrl)),
    redisUrl && whyNot('REDIS_URL', 'Redis', async () => (await contactRedis(redisUrl)).disconnect()),
  ]);
  const faults = found.filter((fault) => fault);
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
}

async function whyNot(variable: string, store: string, contact: () => Promise<void>): Promise<string | null> {
  try {
    await contact();
    return null;
  } catch (error) {
    return `${store} cannot be reached: ${reasonOf(error)}. Start it, or correct ${variable}.`;
  }
}

/** Of several addresses of a name, each has failed for its own reason. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

async function contactPostgres(connectionString: string): Promise<void> {
  await withPostgres({ connectionString, connectionTimeoutMillis: contactMs }, async () => {});
}
