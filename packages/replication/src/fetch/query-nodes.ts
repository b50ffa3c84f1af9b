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
/** So many nodes in a row that fail even alone are no fault of theirs. */
const mostFailures = 3;

/**
 * Queries many nodes by their ids, `most` at once. A query that GitHub cannot answer (502, 504, no data) is halved, and
 * so are those after it, down to a single node, whose failure is then its own.
 *
 * @param query takes `$ids` and asks for `nodes(ids: $ids)`.
 * @returns a function that answers in the order of the ids, and remembers how many nodes GitHub can take.
 */
export function createNodeQuery(query: string, { most = 100 } = {}) {
  let size = most;
  let failures = 0;

  async function ask(github: GitHub, ids: readonly string[], call: CallOptions): Promise<QueriedNode[]> {
    if (ids.length === 0) return [];
    if (ids.length > size) return await inParts(github, ids, call);
    const isSingle = ids.length === 1;
    try {
      const { data, errors } = await github.graphql<unknown>(query, { ids }, { ...call, retry: isSingle });
      const { nodes } = answered.parse(data);
      failures = 0;
      return ids.map((id, at) => ({
        id,
        node: nodes[at] ?? null,
        errors: errorsAt(errors, at),
        failure: null,
      }));
    } catch (error) {
      if (!isTooHeavy(error)) throw error;
      if (isSingle) {
        failures += 1;
        if (failures >= mostFailures) throw error;
        return ids.map((id) => ({ id, node: null, errors: [], failure: error }));
      }
      size = Math.ceil(ids.length / 2);
      return await inParts(github, ids, call);
    }
  }

  async function inParts(github: GitHub, ids: readonly string[], call: CallOptions): Promise<QueriedNode[]> {
    const nodes: QueriedNode[] = [];
    while (nodes.length < ids.length)
      nodes.push(...(await ask(github, ids.slice(nodes.length, nodes.length + size), call)));
    return nodes;
  }

  return ask;
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
