import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidatedExecutionArgs,
} from 'graphql';
import { githubError } from './github-error.ts';

export interface QueryCost {
  /** Points of the primary rate limit. */
  cost: number;
  /** Maximum number of nodes that the query can return. */
  nodeCount: number;
}

const nodeLimit = 500_000;

/**
 * GitHub's published rule: one request for each connection of each possible parent, divided by a hundred, rounded, at
 * least one; pages multiply along a path. The ids of `nodes` multiply, too.
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 *
 * @throws GraphQLError of type `MAX_NODE_LIMIT_EXCEEDED`.
 */
export function queryCost({
  schema,
  operation,
  fragments,
  variableValues,
}: ValidatedExecutionArgs): QueryCost {
  let requests = 0;
  let nodeCount = 0;

  function included(node: { directives?: FieldNode['directives'] }): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
    return skip?.if !== true && include?.if !== false;
  }

  /** Fields by type and response name: a field that is selected twice is returned once. */
  function collect(sets: Iterable<SelectionSetNode>, type: GraphQLNamedType | undefined) {
    const fields = new Map<string, { type: GraphQLNamedType | undefined; nodes: FieldNode[] }>();
    const visit = (set: SelectionSetNode, on: GraphQLNamedType | undefined) => {
      for (const selection of set.selections.filter(included)) {
        if (selection.kind === Kind.FIELD) {
          const key = `${on?.name} ${(selection.alias ?? selection.name).value}`;
          const field = fields.get(key) ?? { type: on, nodes: [] };
          field.nodes.push(selection);
          fields.set(key, field);
          continue;
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]?.definition;
        const condition = fragment?.typeCondition;
        if (fragment) visit(fragment.selectionSet, condition ? schema.getType(condition.name.value) : on);
      }
    };
    for (const set of sets) visit(set, type);
    return fields.values();
  }

  function walk(
    sets: Iterable<SelectionSetNode>,
    parent: GraphQLNamedType | undefined,
    parents: number,
  ): void {
    for (const { type, nodes } of collect(sets, parent)) {
      const [node] = nodes;
      const holder = isObjectType(type) || isInterfaceType(type) ? type : undefined;
      const field = node && holder?.getFields()[node.name.value];
      if (!node || !field) continue;
      const { first, last, ids } = getArgumentValues(field, node, variableValues);
      const named = getNamedType(field.type);
      const size = Number(first ?? last ?? 0);
      let each = parents;
      if (named.name.endsWith('Connection') && size > 0) {
        requests += parents;
        each = parents * size;
        nodeCount += each;
        if (each > nodeLimit) {
          throw exceeded(
            `By the time this query traverses to the ${node.name.value} connection, it is requesting`,
            each,
          );
        }
      } else if (holder === schema.getQueryType() && Array.isArray(ids)) {
        each = parents * Math.max(1, ids.length);
      }
      walk(
        nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        named,
        each,
      );
    }
  }

  walk([operation.selectionSet], schema.getRootType(operation.operation) ?? undefined, 1);
  if (nodeCount > nodeLimit) throw exceeded('This query requests', nodeCount);
  return { cost: Math.max(1, Math.round(requests / 100)), nodeCount };
}

function exceeded(beginning: string, count: number) {
  const possible = `${beginning} up to ${count.toLocaleString('en-US')} possible nodes`;
  const maximum = `the maximum limit of ${nodeLimit.toLocaleString('en-US')}`;
  return githubError('MAX_NODE_LIMIT_EXCEEDED', `${possible} which exceeds ${maximum}.`);
}
