import { holdLock } from '../connection/hold-lock.ts';
import { readCursor } from '../cursors/read-cursor.ts';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { FollowerCursor } from './follower-cursor.ts';

/**
 * A cursor in `sync_cursors`. One process holds it at a time; when that ends, another continues from there. While
 * held, it occupies one connection of the pool.
 *
 * @param follower name of the follower; the scope of its cursor is `follower:{follower}`.
 */
export function createDurableCursor(follower: string): FollowerCursor {
  const scope = `follower:${follower}`;
  return {
    async hold(database, follow) {
      const held = await holdLock(database, scope, (connection) =>
        follow({
          database: connection,
          async read() {
            const stored = await readCursor(connection, scope);
            return typeof stored?.value === 'number' ? stored.value : null;
          },
          save: (seq) => saveCursor(connection, scope, seq),
        }),
      );
      return held !== null;
    },
  };
}
