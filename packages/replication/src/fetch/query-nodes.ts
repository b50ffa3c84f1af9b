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

/** GitHub's answer for one node. */
export interface QueriedNode {
  id: string;
  /** Null if GitHub does not return it. */
  node: unknown;
  /** Errors of this node or a part of it; their paths start at the node. */
  errors: NodeErrors;
  /** The error of the query for this node alone; null: it was answered. */
  failure: unknown;
  /** The time of the request, by GitHub's clock; null if GitHub did not answer. */
  requestedAt: Date | null;
}

const answered = z.record(z.string(), z.array(z.unknown()));
/** GitHub's maximum of ids for one field. */
const maxIds = 100;
/** After this many consecutive nodes that fail even alone, checks whether GitHub answers for any node. */
const maxFailures = 3;
const maxSamples = 5;

/** The fields to select. */
export interface NodeSelection {
  fields: string;
  /** By group, for nodes that are queried beside these, in the same query. */
  others?: Readonly<Record<string, string>>;
  /** Named fragments of the fields. */
  fragments?: string;
}

/** A node that is queried beside others, and the group that defines its fields. */
export interface OtherNode {
  id: string;
  group: string;
}

interface RequestedNode {
  id: string;
  /** Null: it is none of the others. */
  group: string | null;
}

/**
 * Queries many nodes by their ids, `maxNodes` at once. A query that GitHub cannot answer (502, 504, no data) is split in
 * halves, and nodes that GitHub omits because of its limits are queried again in smaller queries, down to the single
 * nodes that fail, each with its own failure; then the size of queries grows again. Each such node among a hundred
 * costs about fifteen more queries.
 *
 * @returns a function that returns answers in the order of the ids, then of the others' ids, and remembers the size
 * that GitHub can answer; at most 100 ids beside others. It throws errors that affect every query, for example if
 * GitHub answers for no node at all.
 */
export function createNodeQuery(selection: NodeSelection, { maxNodes = maxIds } = {}) {
  const size = createQuerySize(maxNodes);

  return async (
    github: Pick<GitHub, 'graphql'>,
    ids: readonly string[],
    call: CallOptions,
    others: readonly OtherNode[] = [],
  ): Promise<QueriedNode[]> => {
    const all: readonly RequestedNode[] = [...ids.map((id) => ({ id, group: null })), ...others];
    const failed = new Set<string>();
    let failuresInRow = 0;
    let answeredLast: RequestedNode | undefined;

    async function send(requested: readonly RequestedNode[], options: CallOptions): Promise<QueriedNode[]> {
      const fields = fieldsOf(selection, requested);
      const { data, errors, requestedAt } = await github.graphql<unknown>(
        queryOf(fields, selection),
        Object.fromEntries(fields.map((field) => [variableOf(field.name), field.ids])),
        { ...call, ...options },
      );
      const { data: nodes } = answered.safeParse(data);
      if (nodes === undefined)
        throw new GitHubServerError('the answer to the query has no nodes', { status: 200 });
      return fields.flatMap((field) =>
        field.ids.map((id, at) => ({
          id,
          node: nodes[field.name]?.[at] ?? null,
          errors: errorsAt(errors, field.name, at),
          failure: null,
          requestedAt,
        })),
      );
    }

    async function query(requested: readonly RequestedNode[]): Promise<QueriedNode[]> {
      if (requested.length > size.current()) return await inBatches(requested);
      const [only] = requested;
      if (only === undefined) return [];
      const isSingle = requested.length === 1;
      try {
        const nodes = await send(requested, isSingle ? { isDivisible: true } : { retry: false });
        failuresInRow = 0;
        answeredLast = only;
        const cut = requested.filter((_, at) => isCut(nodes[at]));
        if (cut.length === 0) size.answered(requested.length);
        else if (isSingle) size.isolated();
        else {
          size.tooHeavy(requested.length);
          const again = await query(cut);
          return nodes.map((each) => (isCut(each) ? (again.shift() ?? each) : each));
        }
        return nodes;
      } catch (error) {
        if (!isTooHeavy(error)) throw error;
        if (!isSingle) {
          size.tooHeavy(requested.length);
          return await inBatches(requested);
        }
        size.isolated();
        failed.add(only.id);
        failuresInRow += 1;
        if (failuresInRow % maxFailures === 0) await requireAnswer(error);
        return [{ id: only.id, node: null, errors: [], failure: error, requestedAt: null }];
      }
    }

    async function inBatches(requested: readonly RequestedNode[]): Promise<QueriedNode[]> {
      const nodes: QueriedNode[] = [];
      while (nodes.length < requested.length)
        nodes.push(...(await query(requested.slice(nodes.length, nodes.length + size.current()))));
      return nodes;
    }

    /** @throws the error if GitHub answers for no other node either. */
    async function requireAnswer(error: unknown): Promise<void> {
      const left = all.filter(({ id }) => !failed.has(id));
      const spread = Array.from({ length: maxSamples }, (_, nth) =>
        left.at(-1 - Math.floor((nth * left.length) / maxSamples)),
      );
      for (const each of new Set([answeredLast, ...spread])) {
        if (each === undefined) continue;
        try {
          await send([each], { retry: false });
          return;
        } catch (thrown) {
          if (!isTooHeavy(thrown)) throw thrown;
        }
      }
      if (left.length > 0) throw error;
    }

    return await query(all);
  };
}

/** The size of queries: halved if GitHub cannot answer, doubled if it can. */
function createQuerySize(maxNodes: number) {
  let size = maxNodes;
  let answers = 0;
  // After each failure, twice as many answers are needed before a larger size is tried again.
  let answersNeeded = 1;
  let isTried = false;
  return {
    current: () => size,
    answered(length: number): void {
      if (length >= size) isTried = false;
      answers += 1;
      if (answers < answersNeeded || size >= maxNodes) return;
      answers = 0;
      size = Math.min(maxNodes, size * 2);
      isTried = true;
    },
    tooHeavy(length: number): void {
      if (isTried) answersNeeded *= 2;
      isTried = false;
      answers = 0;
      size = Math.ceil(length / 2);
    },
    /** The cause was a single node that fails in any query, not the size. */
    isolated(): void {
      answersNeeded = 1;
      answers = 0;
      isTried = false;
    },
  };
}

/** A field of the query with its ids. */
interface NodesField {
  name: string;
  ids: string[];
  selected: string;
}

function fieldsOf({ fields, others = {} }: NodeSelection, requested: readonly RequestedNode[]): NodesField[] {
  const groups = Map.groupBy(requested, ({ group }) => group);
  return [...groups].flatMap(([group, nodes]) => {
    const ids = nodes.map(({ id }) => id);
    if (group === null) return [{ name: 'nodes', ids, selected: fields }];
    return Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, nth) => ({
      name: `${group}${nth}`,
      ids: ids.slice(nth * maxIds, (nth + 1) * maxIds),
      selected: others[group] ?? fields,
    }));
  });
}

const variableOf = (name: string) => (name === 'nodes' ? 'ids' : `${name}Ids`);

function queryOf(fields: readonly NodesField[], { fragments = '' }: NodeSelection): string {
  const variables = fields.map(({ name }) => `$${variableOf(name)}: [ID!]!`).join(', ');
  const selections = fields.map(({ name, selected }) => {
    const field = name === 'nodes' ? name : `${name}: nodes`;
    return `  ${field}(ids: $${variableOf(name)}) { ${selected} }`;
  });
  const isOwn = fields.some(({ name }) => name === 'nodes');
  // An unused fragment is an error.
  return `query (${variables}) {\n${selections.join('\n')}\n}${isOwn ? fragments : ''}`;
}

/** The errors of one node; an error without a node belongs to each. */
const errorsAt = (errors: NodeErrors, name: string, at: number): NodeErrors =>
  errors.flatMap(({ path, ...error }) => {
    if (path === undefined || typeof path[1] !== 'number') return [{ ...error, path: [] }];
    return path[0] === name && path[1] === at ? [{ ...error, path: path.slice(2) }] : [];
  });

/** GitHub's error types for a query that exceeds its limits. */
const heavyTypes = ['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED'];

/** GitHub aborts a query after ten seconds: with 502 or 504, or with 200, no data and an error without a type. */
function isTooHeavy(error: unknown): boolean {
  if (error instanceof GitHubTimeoutError) return true;
  if (error instanceof GitHubServerError) return true;
  if (!(error instanceof GitHubValidationError) || error.status !== 200) return false;
  return error.errors.every((each) => !hasType(each) || heavyTypes.includes(Object(each).type));
}

const hasType = (error: unknown) => typeof Object(error).type === 'string';

/** Whether a node, or a part of it, is missing because the whole query exceeded the limits. */
const isCut = ({ node = null, errors = [] }: Partial<QueriedNode> = {}): boolean =>
  errors.some(({ type, path = [] }) =>
    type === undefined ? node === null && path.length === 0 : heavyTypes.includes(type),
  );
