import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, isNonNullType } from 'graphql';

/** Reads a property or calls a method; throws for a field of the schema that the simulator does not support. */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value = defaultFieldResolver(source, args, context, info);
  if (value === undefined && isNonNullType(info.returnType)) {
    throw new GraphQLError(`The simulator does not support ${info.parentType.name}.${info.fieldName}.`);
  }
  return value;
};
