import {
  buildASTSchema,
  GraphQLInt,
  GraphQLScalarType,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';

/**
 * Loads GitHub's published schema. This takes about a fifth of a second and 25 MB, mostly for loading the package, so
 * it is done for the first query. Fields are resolved from properties of plain objects.
 */
export async function loadSchema(): Promise<GraphQLSchema> {
  const { schema: published } = await import('@octokit/graphql-schema');
  const document = parse(published.idl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    const field = isObjectType(type) ? type.getFields().databaseId : undefined;
    if (field?.type === GraphQLInt) field.type = wideInt;
  }
  return schema;
}

/** GitHub's `databaseId` is an Int that outgrew 32 bits: octokit/octokit.graphql.net#311. */
const wideInt = new GraphQLScalarType<number, number>({ name: 'Int', coerceOutputValue: Number });
