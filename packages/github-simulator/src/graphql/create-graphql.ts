import {
  executeRootSelectionSet,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
  validateExecutionArgs,
} from 'graphql';
import type { World } from '../world/create-world.ts';
import { formatError, type GraphqlError } from './format-error.ts';
import type { GraphqlViewer } from './graphql-viewer.ts';
import { loadSchema } from './load-schema.ts';
import { type QueryCost, queryCost } from './query-cost.ts';
import { queryRoot } from './query-root.ts';
import { resolveField } from './resolve-field.ts';
import { createWorldReader } from './world-reader.ts';

export interface GraphqlRequest {
  query: string;
  variables?: unknown;
  operationName?: string;
}

/** The body of the response. */
export interface GraphqlResult {
  data?: Record<string, unknown> | null;
  errors?: GraphqlError[];
}

export interface Graphql {
  /** Never throws: faults of the query are in the result, as on GitHub with status 200. */
  execute(request: GraphqlRequest, viewer: GraphqlViewer): Promise<{ result: GraphqlResult } & QueryCost>;
}

/** GitHub's GraphQL API over a world, read-only. The schema is built for the first query. */
export function createGraphql({ world }: { world: World }): Graphql {
  let loading: Promise<GraphQLSchema> | undefined;
  return {
    async execute(request, viewer) {
      loading ??= loadSchema();
      const schema = await loading;
      // A query that is refused before it runs has the minimum cost.
      let cost: QueryCost = { cost: 1, nodeCount: 0 };
      try {
        const args = prepare(schema, request);
        cost = queryCost(args);
        const reader = createWorldReader(world, viewer.canSee);
        const rootValue = queryRoot({ reader, viewer, cost });
        const { data, errors } = await executeRootSelectionSet({
          ...args,
          rootValue,
          fieldResolver: resolveField,
        });
        const result = { data: data ?? null, ...(errors && { errors: errors.map(formatError) }) };
        return { result, ...cost };
      } catch (error) {
        return { result: { errors: refusals(error).map(formatError) }, ...cost };
      }
    },
  };
}

/** @throws GraphQLError, or AggregateError of several, for a query that cannot run. */
function prepare(schema: GraphQLSchema, { query, variables, operationName }: GraphqlRequest) {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) throw new AggregateError(invalid);
  const variableValues = variables == null ? {} : variables;
  if (!isRecord(variableValues)) throw new GraphQLError('Variables must be an object.');
  const args = validateExecutionArgs({
    schema,
    document,
    variableValues,
    operationName: operationName ?? null,
  });
  if (!('schema' in args)) throw new AggregateError(args);
  if (args.operation.operation !== 'query') throw new GraphQLError('The simulator answers queries only.');
  return args;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusals(error: unknown): GraphQLError[] {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.map((one) => {
    if (one instanceof GraphQLError) return one;
    throw error;
  });
}
