import { type Database, readCursor, saveCursor, type TrackedRepository } from '@hubtwin/database';
import type { ProbeTimes } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { OtherNode, QueriedNode } from '../../fetch/query-nodes.ts';
import { watchedParts } from './parts.ts';
import type { Difference, WatchedNode, WatchedPart } from './probe-part.ts';
import { readUntilOf } from './read-until-of.ts';

/** Objects of some repositories that a probe compares separately, because its connections do not reach them. */
interface Watched {
  /** By the name of their part. */
  nodes: OtherNode[];
  /** @param answers in the order of `nodes`. @returns what differs. */
  compare(answers: readonly QueriedNode[], now: Date): Promise<Difference[]>;
  /** Makes the next pass continue after these. */
  complete(): Promise<void>;
}

const positions = z.record(z.string(), z.unknown()).catch({});

/** Chooses the objects to compare with a probe of repositories, in rotation. */
export async function chooseWatched(
  database: Kysely<Database>,
  repositories: ReadonlyMap<number, TrackedRepository>,
): Promise<Watched> {
  const repositoryIds = [...repositories.keys()];
  const scope = `watched:${repositoryIds[0] ?? 0}`;
  const stored = positions.parse((await readCursor(database, scope))?.value);
  const chosen: { part: WatchedPart; nodes: WatchedNode[]; next: unknown }[] = [];
  for (const part of watchedParts) {
    const position = part.position
      .nullable()
      .catch(null)
      .parse(stored[part.name] ?? null);
    chosen.push({ part, ...(await part.choose(database, repositoryIds, position)) });
  }
  return {
    nodes: chosen.flatMap(({ part, nodes }) => nodes.map(({ nodeId }) => ({ id: nodeId, group: part.name }))),
    async compare(answers, now) {
      const differences: Difference[] = [];
      let start = 0;
      for (const { part, nodes } of chosen) {
        if (part.compare !== undefined) {
          const answered = nodes.map(({ repositoryId }, at) => ({
            repositoryId,
            node: answers[start + at]?.node,
          }));
          differences.push(...(await part.compare(database, answered)));
        }
        const differing = nodes.filter((node, at) => {
          const readUntil = readUntilOf(repositories.get(node.repositoryId)?.lists[part.name]);
          return differs(node, answers[start + at], { now, readUntil });
        });
        start += nodes.length;
        if (differing.length > 0) await part.settle?.(database, differing);
        const { shows } = part;
        if (shows !== undefined)
          differences.push(...differing.map(({ repositoryId }) => ({ repositoryId, of: shows })));
      }
      return differences;
    },
    complete: () =>
      saveCursor(database, scope, Object.fromEntries(chosen.map(({ part, next }) => [part.name, next]))),
  };
}

function differs(
  watched: WatchedNode,
  { node = null, errors = [], failure = null }: Partial<QueriedNode> = {},
  times: ProbeTimes,
): boolean {
  if (failure !== null || watched.differs === undefined) return false;
  // If GitHub does not find it, a fetch decides whether it was deleted.
  return node === null ? errors.some(({ type }) => type === 'NOT_FOUND') : watched.differs(node, times);
}
