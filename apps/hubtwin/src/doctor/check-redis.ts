import { reasonOf } from '../reason-of.ts';
import { type Check, failed, ok, warning } from './check.ts';
import { contactRedis } from './contact-redis.ts';

const name = 'Redis';
const oldest: readonly [number, number] = [6, 2];

/** Checks whether Redis can be reached, is new enough, and does not evict or lose data. */
export async function checkRedis(url: string | undefined): Promise<Check[]> {
  if (url === undefined) {
    return [
      ok(
        name,
        'REDIS_URL is not set: queue and budget are in Postgres, the cache in the memory of each process.',
      ),
    ];
  }
  try {
    const redis = await contactRedis(url);
    const info = await redis.info().finally(() => redis.disconnect());
    const facts = factsOf(info);
    return [versionOf(facts), policyOf(facts), persistenceOf(facts)];
  } catch (error) {
    return [
      failed(
        name,
        `It cannot be reached: ${reasonOf(error)}`,
        'Start it, or correct REDIS_URL. Deliveries are still accepted, and processed when it is available again.',
      ),
    ];
  }
}

/** The lines `name:value` of Redis's `INFO`. */
function factsOf(info: string): Map<string, string> {
  return new Map(
    info.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

function versionOf(facts: Map<string, string>): Check {
  // Valkey reports the version of the Redis that it is compatible with.
  const version = facts.get('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))
    return ok(name, `${version} answers.`);
  return failed(name, `It is ${version}.`, `Upgrade it to ${oldest.join('.')} or newer.`);
}

function policyOf(facts: Map<string, string>): Check {
  const policy = facts.get('maxmemory_policy') ?? 'unknown';
  if (policy === 'noeviction') return ok('Redis eviction', 'maxmemory-policy is noeviction.');
  return failed(
    'Redis eviction',
    `maxmemory-policy is ${policy}: when memory is short, jobs disappear.`,
    'Set maxmemory-policy noeviction: redis-cli config set maxmemory-policy noeviction, and in its configuration.',
  );
}

function persistenceOf(facts: Map<string, string>): Check {
  if (facts.get('aof_enabled') === '1') return ok('Redis persistence', 'AOF is on.');
  return warning(
    'Redis persistence',
    'AOF is off: after a restart the queue is rebuilt from Postgres, which takes a minute.',
    'Set appendonly yes: redis-cli config set appendonly yes, and in its configuration.',
  );
}
