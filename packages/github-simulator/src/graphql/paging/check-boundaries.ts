import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { githubError } from '../github-error.ts';
import { selects } from './selects.ts';

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/**
 * GitHub requires `first` or `last`, 1 to 100, on a connection whose nodes are requested; `totalCount` alone needs
 * neither. It rejects the field only, so that other fields are still returned.
 *
 * @throws GraphQLError, of type `MISSING_PAGINATION_BOUNDARIES` or `EXCESSIVE_PAGINATION` for the usual two.
 */
export function checkBoundaries({ first, last }: PageArguments, info: GraphQLResolveInfo): void {
  const connection = `\`${info.fieldName}\` connection`;
  const sizes = Object.entries({ first, last }).filter(
    (entry): entry is [string, number] => entry[1] != null,
  );
  for (const [name, size] of sizes) {
    if (size > 100) {
      const message = `Requesting ${size} records on the ${connection} exceeds the \`${name}\` limit of 100 records.`;
      throw githubError('EXCESSIVE_PAGINATION', message);
    }
    if (size < 1) throw new GraphQLError(`\`${name}\` on the ${connection} cannot be less than one.`);
  }
  if (sizes.length === 2) {
    throw new GraphQLError(
      `Passing both \`first\` and \`last\` to paginate the ${connection} is not supported.`,
    );
  }
  if (sizes.length === 0 && selects(info, ['nodes', 'edges', 'pageInfo'])) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the ${connection}.`;
    throw githubError('MISSING_PAGINATION_BOUNDARIES', message);
  }
}
