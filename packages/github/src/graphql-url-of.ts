/**
 * Where GraphQL is, by the root of the REST API: beside it, but on an Enterprise Server, whose REST API is under `/api/v3`
 * and whose GraphQL is `/api/graphql`.
 *
 * @see https://docs.github.com/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
 */
export const graphqlUrlOf = (baseUrl: string): string =>
  `${baseUrl.replace(/\/$/, '').replace(/\/api\/v3$/, '/api')}/graphql`;
