import type { GraphQLError } from 'graphql';

/** An error as GitHub formats it: `type` only for its own errors, `path` only for those of a field. */
export interface GraphqlError {
  type?: string;
  path?: readonly (string | number)[];
  locations?: readonly { line: number; column: number }[];
  message: string;
}

export function formatError({ extensions, path, locations, message }: GraphQLError): GraphqlError {
  return {
    ...(typeof extensions.type === 'string' && { type: extensions.type }),
    ...(path && { path }),
    ...(locations && { locations: locations.map(({ line, column }) => ({ line, column })) }),
    message,
  };
}
