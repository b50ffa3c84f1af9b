import type { FollowerCursor } from './follower-cursor.ts';

/** The cursor of a follower whose state is lost with its process: it starts at the end of the log. */
export function createMemoryCursor(): FollowerCursor {
  let position: number | null = null;
  return {
    async hold(database, follow) {
      await follow({
        database,
        read: async () => position,
        async save(seq) {
          position = seq;
        },
      });
      return true;
    },
  };
}
