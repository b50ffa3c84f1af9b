import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, isNonNullType } from 'graphql';

/** Reads a property or calls a method, and says so where the schema promises what the simulator does not hold. */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value = defaultFieldResolver(source, args, context, info);
  if (value === undefined && isNonNullType(info.returnType)) {
    throw new GraphQLError(`The simulator does not hold ${info.parentType.name}.${info.fieldName}.`);
  }
  return value;
};
