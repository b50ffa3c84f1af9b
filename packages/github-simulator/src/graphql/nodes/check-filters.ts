import { GraphQLError, type GraphQLResolveInfo } from 'graphql';

const applied = ['since', 'states', 'labels', 'createdBy', 'assignee'];

/** Rejects a filter that the simulator would otherwise ignore; `viewerSubscribed: false` has no effect. */
export function checkFilters(filters: object | null | undefined, info: GraphQLResolveInfo): void {
  const requested = Object.entries(filters ?? {}).filter(([, value]) => value !== null && value !== false);
  const other = requested.find(([name]) => !applied.includes(name));
  if (other === undefined) return;
  const field = `${info.parentType.name}.${info.fieldName}`;
  throw new GraphQLError(`The simulator does not apply the argument \`filterBy.${other[0]}\` of ${field}.`);
}
