import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';

const mark = '/* prepared */';

/**
 * Begins a hot statement with a constant text: each connection parses and plans it once, which takes as long as
 * running it. Not for texts that depend on what is passed: a connection keeps every plan.
 */
export const prepared = sql.raw(mark);

/** Sends the statements that begin with `prepared` as named ones, which a connection prepares at the first use. */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
  pool.on('connect', (client: PoolClient) => {
    client.query = new Proxy(client.query, {
      apply(query, self, parameters) {
        const [text, values, ...others] = parameters;
        return typeof text === 'string' && text.startsWith(mark) && Array.isArray(values)
          ? Reflect.apply(query, self, [{ name: nameOf(text), text, values }, ...others])
          : Reflect.apply(query, self, parameters);
      },
    });
  });
}
