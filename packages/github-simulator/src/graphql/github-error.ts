import { GraphQLError } from 'graphql';

/** An error with a `type` of GitHub; path and location are added where it is thrown. */
export function githubError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
