import { z } from 'zod';

const state = { databaseId: z.int().nullable(), status: z.string(), conclusion: z.string().nullable() };
const suite = z.object({ ...state, updatedAt: z.iso.datetime() });
const run = z.object({ __typename: z.literal('CheckRun'), ...state });
const status = z.object({
  context: z.string(),
  state: z.string(),
  createdAt: z.iso.datetime(),
});

/** The check suites of a commit that were created last. */
export const suitesSelection = 'checkSuites(last: 10) { nodes { databaseId status conclusion updatedAt } }';
/** The last check run of each name. */
export const rollupSelection = `statusCheckRollup { contexts(first: 100) { nodes {
        __typename ... on CheckRun { databaseId status conclusion } } } }`;
/** The last status of each context. */
export const statusSelection = 'status { contexts { context state createdAt } }';

// Without permission for checks or statuses, there are none.
const commit = z.object({
  status: z
    .object({ contexts: z.array(z.unknown()) })
    .nullish()
    .catch(null),
  checkSuites: z
    .object({ nodes: z.array(z.unknown()) })
    .nullish()
    .catch(null),
  statusCheckRollup: z
    .object({ contexts: z.object({ nodes: z.array(z.unknown()) }) })
    .nullish()
    .catch(null),
});

/** The checks of a commit in GraphQL. */
export function checksOf(node: unknown) {
  const { checkSuites, status: combined, statusCheckRollup } = commit.catch({}).parse(node);
  const contexts = statusCheckRollup?.contexts.nodes ?? [];
  const read = <T>(nodes: readonly unknown[], schema: z.ZodType<T>): T[] =>
    nodes.flatMap((each) => schema.safeParse(each).data ?? []);
  return {
    suites: read(checkSuites?.nodes ?? [], suite),
    runs: read(contexts, run),
    statuses: read(combined?.contexts ?? [], status),
  };
}
