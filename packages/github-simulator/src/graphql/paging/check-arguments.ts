import { GraphQLError, type GraphQLResolveInfo } from 'graphql';

const paging = ['first', 'last', 'after', 'before'];

/** Rejects an argument that the simulator would otherwise ignore, unless it is null. */
export function checkArguments(args: object, info: GraphQLResolveInfo, applied: readonly string[]): void {
  const values: Record<string, unknown> = { ...args };
  const given = info.fieldNodes[0]?.arguments?.map(({ name }) => name.value) ?? [];
  const other = given.find((name) => ![...paging, ...applied].includes(name) && values[name] != null);
  if (other === undefined) return;
  const field = `${info.parentType.name}.${info.fieldName}`;
  throw new GraphQLError(`The simulator does not apply the argument \`${other}\` of ${field}.`);
}
