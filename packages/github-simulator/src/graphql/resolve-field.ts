import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver } from 'graphql';

/** Reads a property or calls a method; throws for a field of the schema that the simulator does not support. */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  if (!(info.fieldName in Object(source)))
    throw new GraphQLError(`The simulator does not support ${info.parentType.name}.${info.fieldName}.`);
  return defaultFieldResolver(source, args, context, info);
};
