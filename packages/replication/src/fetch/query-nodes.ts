import {
  type CallOptions,
  type GitHub,
  GitHubServerError,
  GitHubTimeoutError,
  GitHubValidationError,
  type GraphqlAnswer,
} from '@hubtwin/github';
import { z } from 'zod';

type NodeErrors = GraphqlAnswer<unknown>['errors'];

/** What GitHub answered of one node. */
export interface QueriedNode {
  id: string;
  /** Null where GitHub does not show it. */
  node: unknown;
  /** Of this node or of a part of it; their paths begin at the node. */
  errors: NodeErrors;
  /** What the query for this node alone failed with; null: it was answered. */
  failure: unknown;
}

const answered = z.object({ nodes: z.array(z.unknown()) });
/** After so many nodes in a row that fail even alone, it is looked whether GitHub answers for any. */
const maxFailures = 3;
const maxSamples = 5;

/**
 * Queries many nodes by their ids, `most` at once. A query that GitHub cannot answer (502, 504, no data) is halved, down to
 * the single nodes that it cannot answer for, whose failure is then their own; after them queries are as large again as
 * GitHub can take. For each such node among a hundred that takes about fifteen more queries.
 *
 * @param query takes `$ids` and asks for `nodes(ids: $ids)`.
 * @returns a function that answers in the order of the ids, and remembers how many nodes GitHub can take. It throws what
 *   makes every query fail, as where GitHub answers for no node at all.
 */
export function createNodeQuery(query: string, { most = 100 } = {}) {
  const size = createQuerySize(most);

  return async (
    github: Pick<GitHub, 'graphql'>,
    all: readonly string[],
    call: CallOptions,
  ): Promise<QueriedNode[]> => {
    const failed = new Set<string>();
    let failuresInRow = 0;
    let answeredLast: string | undefined;

    async function send(ids: readonly string[], options: CallOptions): Promise<QueriedNode[]> {
      const { data, errors } = await github.graphql<unknown>(query, { ids }, { ...call, ...options });
      const { nodes } = answered.parse(data);
      return ids.map((id, at) => ({
        id,
        node: nodes[at] ?? null,
        errors: errorsAt(errors, at),
        failure: null,
      }));
    }

    async function ask(ids: readonly string[]): Promise<QueriedNode[]> {
      if (ids.length > size.current()) return await inParts(ids);
      const [only, ...others] = ids;
      if (only === undefined) return [];
      const isSingle = others.length === 0;
      try {
        const nodes = await send(ids, isSingle ? { isDivisible: true } : { retry: false });
        size.answered(ids.length);
        failuresInRow = 0;
        answeredLast = only;
        return nodes;
      } catch (error) {
        if (!isTooHeavy(error)) throw error;
        if (!isSingle) {
          size.tooHeavy(ids.length);
          return await inParts(ids);
        }
        size.isolated();
        failed.add(only);
        failuresInRow += 1;
        if (failuresInRow % maxFailures === 0) await requireAnswer(error);
        return [{ id: only, node: null, errors: [], failure: error }];
      }
    }

    async function inParts(ids: readonly string[]): Promise<QueriedNode[]> {
      const nodes: QueriedNode[] = [];
      while (nodes.length < ids.length)
        nodes.push(...(await ask(ids.slice(nodes.length, nodes.length + size.current()))));
      return nodes;
    }

    /** @throws the error where GitHub answers for no other node either: then it is no fault of these. */
    async function requireAnswer(error: unknown): Promise<void> {
      const others = all.filter((id) => !failed.has(id));
      const spread = Array.from({ length: maxSamples }, (_, nth) =>
        others.at(-1 - Math.floor((nth * others.length) / maxSamples)),
      );
      for (const id of new Set([answeredLast, ...spread])) {
        if (id === undefined) continue;
        try {
          await send([id], { retry: false });
          return;
        } catch (thrown) {
          if (!isTooHeavy(thrown)) throw thrown;
        }
      }
      if (others.length > 0) throw error;
    }

    return await ask(all);
  };
}

/** How many nodes a query takes: half as many where GitHub cannot answer, and twice as many where it can. */
function createQuerySize(most: number) {
  let size = most;
  let answers = 0;
  // After a size that was too large it takes twice as many answers until it is tried again.
  let patience = 1;
  let isTried = false;
  return {
    current: () => size,
    answered(length: number): void {
      if (length >= size) isTried = false;
      answers += 1;
      if (answers < patience || size >= most) return;
      answers = 0;
      size = Math.min(most, size * 2);
      isTried = true;
    },
    tooHeavy(length: number): void {
      if (isTried) patience *= 2;
      isTried = false;
      answers = 0;
      size = Math.ceil(length / 2);
    },
    /** It was a single node that no query can hold, and not the size. */
    isolated(): void {
      patience = 1;
      answers = 0;
      isTried = false;
    },
  };
}

/** The errors of one node; what names no node is one of each. */
const errorsAt = (errors: NodeErrors, at: number): NodeErrors =>
  errors.flatMap(({ path, ...error }) => {
    if (path?.[0] !== 'nodes' || typeof path[1] !== 'number') return [{ ...error, path: [] }];
    return path[1] === at ? [{ ...error, path: path.slice(2) }] : [];
  });

/** GitHub ends a query after ten seconds: with 502 or 504, or with 200, no data and an error without a type. */
function isTooHeavy(error: unknown): boolean {
  if (error instanceof GitHubTimeoutError) return true;
  if (error instanceof GitHubServerError) return true;
  return error instanceof GitHubValidationError && error.status === 200 && !error.errors.some(hasType);
}

const hasType = (error: unknown) => typeof Object(error).type === 'string';
