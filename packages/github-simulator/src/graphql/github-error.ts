import { GraphQLError } from 'graphql';

/** An error that GitHub gives a `type`; path and location are added where it is thrown. */
export function githubError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
