import { createOpenApiDocument } from '@hubtwin/contract';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, test } from 'vitest';

type Document = ReturnType<typeof createOpenApiDocument>;

const problem = { $ref: '#/components/responses/Problem' };

/** What a client needs of the document: parameters, bodies and successes, and one problem for every error. */
function trimmed(document: Document): unknown {
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [method, trimmedOperation(operation)]),
    ),
  ]);
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const responses = { Problem: { description: 'An error.', content } };
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, responses },
  };
}

function trimmedOperation(operation: unknown): unknown {
  const { responses = {}, parameters = [], ...rest } = Object(operation);
  const successes = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => {
      const { description, content = {} } = Object(response);
      const bodies = Object.entries(content).map(([type, body]) => [type, { schema: Object(body).schema }]);
      return [status, { description, ...(bodies.length > 0 && { content: Object.fromEntries(bodies) }) }];
    });
  return {
    ...rest,
    parameters: parameters.filter((each: unknown) => Object(each).in !== 'header'),
    responses: { ...Object.fromEntries(successes), default: problem },
  };
}

test('the types are those of the OpenAPI document; --update writes them', async () => {
  const document = createOpenApiDocument({ version: '0' });
  const types = await openapiTypes(JSON.parse(JSON.stringify(trimmed(document))) as OpenAPI3, {
    transform: (schema) => void delete Object(schema).example,
  });
  const text = `// Over 300 lines, because it is written from the OpenAPI document, by api-types.test.ts.\n\n${astToString(types)}`;
  await expect(text).toMatchFileSnapshot('api-types.generated.ts');
});
