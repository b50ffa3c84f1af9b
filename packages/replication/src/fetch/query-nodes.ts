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
  /** When GitHub was asked, by its clock; null where it did not answer. */
  askedAt: Date | null;
}

const answered = z.record(z.string(), z.array(z.unknown()));
/** GitHub takes so many ids for one field. */
const mostIds = 100;
/** So many nodes in a row that fail even alone are no fault of theirs. */
const mostFailures = 3;

/** What to select of nodes. */
export interface NodeSelection {
  fields: string;
  /** Of nodes that are asked for beside these, in the same query. */
  othersFields?: string;
  /** Named fragments that the fields use. */
  fragments?: string;
}

interface Wanted {
  id: string;
  isOther: boolean;
}

/**
 * Queries many nodes by their ids, `most` at once. A query that GitHub cannot answer (502, 504, no data) is halved, and
 * so are those after it, down to a single node, whose failure is then its own.
 *
 * @returns a function that answers in the order of the ids, then of the others' ids, and remembers how many nodes GitHub
 *   can take; at most 100 ids are asked for beside others.
 */
export function createNodeQuery(selection: NodeSelection, { most = mostIds } = {}) {
  let size = most;
  let failures = 0;

  async function ask(github: GitHub, wanted: readonly Wanted[], call: CallOptions): Promise<QueriedNode[]> {
    if (wanted.length === 0) return [];
    if (wanted.length > size) return await inParts(github, wanted, call);
    const isSingle = wanted.length === 1;
    try {
      const fields = fieldsOf(selection, wanted);
      const { data, errors, askedAt } = await github.graphql<unknown>(
        queryOf(fields, selection),
        Object.fromEntries(fields.map(({ name, ids }) => [variableOf(name), ids])),
        { ...call, retry: isSingle },
      );
      const nodes = answered.parse(data);
      failures = 0;
      return fields.flatMap(({ name, ids }) =>
        ids.map((id, at) => ({
          id,
          node: nodes[name]?.[at] ?? null,
          errors: errorsAt(errors, name, at),
          failure: null,
          askedAt,
        })),
      );
    } catch (error) {
      if (!isTooHeavy(error)) throw error;
      if (isSingle) {
        failures += 1;
        if (failures >= mostFailures) throw error;
        return wanted.map(({ id }) => ({ id, node: null, errors: [], failure: error, askedAt: null }));
      }
      size = Math.ceil(wanted.length / 2);
      return await inParts(github, wanted, call);
    }
  }

  async function inParts(
    github: GitHub,
    wanted: readonly Wanted[],
    call: CallOptions,
  ): Promise<QueriedNode[]> {
    const nodes: QueriedNode[] = [];
    while (nodes.length < wanted.length)
      nodes.push(...(await ask(github, wanted.slice(nodes.length, nodes.length + size), call)));
    return nodes;
  }

  return async (github: GitHub, ids: readonly string[], call: CallOptions, others: readonly string[] = []) =>
    await ask(
      github,
      [...ids.map((id) => ({ id, isOther: false })), ...others.map((id) => ({ id, isOther: true }))],
      call,
    );
}

/** A field of the query with the ids that it asks for. */
interface NodesField {
  name: string;
  ids: string[];
  selected: string;
}

function fieldsOf({ fields, othersFields = fields }: NodeSelection, wanted: readonly Wanted[]): NodesField[] {
  const [ids, others] = [false, true].map((of) =>
    wanted.filter(({ isOther }) => isOther === of).map(({ id }) => id),
  );
  const chunks = Array.from({ length: Math.ceil((others?.length ?? 0) / mostIds) }, (_, nth) =>
    (others ?? []).slice(nth * mostIds, (nth + 1) * mostIds),
  );
  const own = ids === undefined || ids.length === 0 ? [] : [{ name: 'nodes', ids, selected: fields }];
  return [
    ...own,
    ...chunks.map((chunk, nth) => ({ name: `others${nth}`, ids: chunk, selected: othersFields })),
  ];
}

const variableOf = (name: string) => (name === 'nodes' ? 'ids' : `${name}Ids`);

function queryOf(fields: readonly NodesField[], { fragments = '' }: NodeSelection): string {
  const variables = fields.map(({ name }) => `$${variableOf(name)}: [ID!]!`).join(', ');
  const selections = fields.map(({ name, selected }) => {
    const field = name === 'nodes' ? name : `${name}: nodes`;
    return `  ${field}(ids: $${variableOf(name)}) { ${selected} }`;
  });
  const isOwn = fields.some(({ name }) => name === 'nodes');
  // A fragment that nothing uses is an error.
  return `query (${variables}) {\n${selections.join('\n')}\n}${isOwn ? fragments : ''}`;
}

/** The errors of one node; what names no node is one of each. */
const errorsAt = (errors: NodeErrors, name: string, at: number): NodeErrors =>
  errors.flatMap(({ path, ...error }) => {
    if (path === undefined || typeof path[1] !== 'number') return [{ ...error, path: [] }];
    return path[0] === name && path[1] === at ? [{ ...error, path: path.slice(2) }] : [];
  });

/** GitHub ends a query after ten seconds: with 502 or 504, or with 200, no data and an error without a type. */
function isTooHeavy(error: unknown): boolean {
  if (error instanceof GitHubTimeoutError) return true;
  if (error instanceof GitHubServerError) return true;
  return error instanceof GitHubValidationError && error.status === 200 && !error.errors.some(hasType);
}

const hasType = (error: unknown) => typeof Object(error).type === 'string';
