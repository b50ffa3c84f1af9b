/**
 * The GraphQL URL, derived from the root of the REST API: `/graphql` below it, except on an Enterprise Server, whose
 * REST API is at `/api/v3` and whose GraphQL is at `/api/graphql`.
 *
 * @see https://docs.github.com/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
 */
export const graphqlUrlOf = (baseUrl: string): string =>
  `${baseUrl.replace(/\/$/, '').replace(/\/api\/v3$/, '/api')}/graphql`;
