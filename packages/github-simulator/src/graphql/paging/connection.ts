import type { GraphQLResolveInfo } from 'graphql';
import { checkBoundaries, type PageArguments } from './check-boundaries.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';

/** A member of a connection; `node` creates the object of the schema, for rows of the page only. */
export interface Row {
  key: string | number;
  id: string | number;
  node: () => object;
  /** Fields of its edge. */
  edge?: object;
}

export interface ConnectionInput {
  args: PageArguments;
  info: GraphQLResolveInfo;
  rows: readonly Row[];
  direction?: 'ASC' | 'DESC';
}

/**
 * A page of rows, by key and id. A cursor is the position of a row in that order, not a count, so that paging returns
 * every row that keeps its position once, even if others are added or removed.
 */
export function connection({ args, info, rows, direction = 'ASC' }: ConnectionInput): object {
  checkBoundaries(args, info);
  const sign = direction === 'ASC' ? 1 : -1;
  const order = (a: Position, b: Position) => sign * (compare(a[0], b[0]) || compare(a[1], b[1]));
  const after = args.after == null ? null : decodeCursor(args.after);
  const before = args.before == null ? null : decodeCursor(args.before);

  const all = rows
    .map((row) => ({ ...row, position: [row.key, row.id] as const }))
    .sort((a, b) => order(a.position, b.position));
  const between = all.filter(
    ({ position }) =>
      (after === null || order(position, after) > 0) && (before === null || order(position, before) < 0),
  );
  const page = args.last == null ? between.slice(0, args.first ?? 0) : between.slice(-args.last);
  const edges = page.map(({ position, node, edge }) => ({
    ...edge,
    cursor: encodeCursor(position),
    node: node(),
  }));
  const [head, tail] = [page[0], page.at(-1)];
  return {
    totalCount: all.length,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: head !== undefined && head !== all[0],
      hasNextPage: tail !== undefined && tail !== all.at(-1),
    },
  };
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
