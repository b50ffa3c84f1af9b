import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { areas } from './contract.ts';
import type { RouteContract } from './define-route.ts';
import { type ProblemStatus, problem, problems } from './problems.ts';

/** 405 cannot be the response of an existing operation. */
const statuses = [...new Set(Object.values(problems).map(({ status }) => status))].filter(
  (status) => status !== 405,
);

/** The OpenAPI 3.1 document of the API, derived from the schemas that validate requests and responses. */
export function createOpenApiDocument({ version }: { version: string }) {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Hubtwin',
        version,
        description:
          "A live twin of an organisation's GitHub data. Objects have GitHub's field names; lists are paged by cursor.",
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: areas.map(({ name, description }) => ({ name, description })),
      paths: describePaths(),
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'htk_…',
            description: 'An API key with the scope that the operation names; a scope implies no other.',
          },
        },
        responses: Object.fromEntries(
          statuses.map((status) => [`Problem${status}`, describeProblem(status)]),
        ),
      },
    },
    { override: loosen },
  );
}

/** Allows additional fields in responses, and removes keywords that the format or the range of JSON numbers implies. */
function loosen({
  jsonSchema,
  io,
}: {
  jsonSchema: { [keyword: string]: unknown };
  io: 'input' | 'output';
}): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (isLongInteger(jsonSchema)) jsonSchema.format = 'int64';
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Client generators treat an integer without a format as 32-bit, which GitHub's ids exceed. */
function isLongInteger({ type, maximum, format }: { [keyword: string]: unknown }): boolean {
  const isInteger = type === 'integer' || (Array.isArray(type) && type.includes('integer'));
  return isInteger && format === undefined && !(typeof maximum === 'number' && maximum <= 2_147_483_647);
}

function describePaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { name: tag, routes } of areas) {
    for (const [operationId, route] of Object.entries<RouteContract>(routes)) {
      paths[route.path] = {
        ...paths[route.path],
        [route.method]: { operationId, tags: [tag], ...describe(route) },
      };
    }
  }
  return paths;
}

function describe(route: RouteContract): ZodOpenApiOperationObject {
  const { summary, scope, params, query, body, bodyExample } = route;
  const description = describeUse(route);
  const needsBody = bodyExample !== undefined;
  return {
    summary,
    ...(description === '' ? {} : { description }),
    security: scope === null ? [] : [{ apiKey: [scope] }],
    requestParams: { path: params, query, ...(scope !== null && { header: headersOf(route) }) },
    ...(needsBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: body, example: bodyExample } },
          },
        }
      : {}),
    responses: { ...describeSuccess(route), ...describeProblems(route) },
  };
}

/** The description of the route, its scope, and whether a limited key may call it. */
function describeUse({ description, scope, limitedKeys }: RouteContract): string {
  const isRefused = scope !== null && limitedKeys !== 'bounded';
  const refusal = 'An API key that is limited to some repositories is refused.';
  return [description, ...(isRefused ? [refusal] : [])].filter((text) => text !== undefined).join(' ');
}

/** Every POST that needs a key accepts an idempotency key. */
const isIdempotent = ({ method, scope }: RouteContract) => method === 'post' && scope !== null;

const headersOf = (route: RouteContract) =>
  z.object({
    ...(isIdempotent(route) && idempotency),
    ...(isConditional(route) && (isReadable(route) ? preconditions : anyPreconditions)),
  });

/** Every write that needs a key accepts preconditions. */
const isConditional = ({ method, scope }: RouteContract) => method !== 'get' && scope !== null;

const readablePaths = new Set(
  areas.flatMap(({ routes }) =>
    Object.values<RouteContract>(routes).flatMap(({ method, path }) => (method === 'get' ? [path] : [])),
  ),
);

/** Whether a GET of the same URL returns an ETag to compare with. */
const isReadable = ({ path }: RouteContract) => readablePaths.has(path);

const preconditions = {
  'If-Match': z
    .string()
    .optional()
    .describe(
      'Applies the change only if the current ETag is this one, else 412. Checked immediately before the write: of two concurrent writes both may pass.',
    ),
  'If-None-Match': z
    .string()
    .optional()
    .describe('Applies no change if this ETag, or `*`, matches the current state: 412.'),
};

const anyPreconditions = {
  'If-Match': z
    .string()
    .optional()
    .describe('Nothing can be read at this URL, so responses have no ETag: any tag is refused with 412.'),
  'If-None-Match': z
    .string()
    .optional()
    .describe('Nothing can be read at this URL, so responses have no ETag: no tag matches.'),
};

const idempotency = {
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'Makes the request idempotent: within 24 hours the same request with the same key gets the first response, with the header `Idempotency-Replayed: true`. Not kept are 400, 412, 429, 5xx and 409 for a missing configuration or another operation in progress: the request runs again, without repeating an effect.',
    )
    .meta({ example: '8e03978e-40d5-43e8-bc93-6894a57f9324' }),
};

const successes = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'Done; the response has no content',
  302: 'Redirect',
};

const limitHeaders = {
  RateLimit: {
    description: 'Remaining requests of the API key in this window: `"minute";r=59;t=30`.',
    schema: { type: 'string' as const },
  },
  'RateLimit-Policy': {
    description: 'The limit of the API key: `"minute";q=60;w=60`, requests and seconds.',
    schema: { type: 'string' as const },
  },
};

function describeSuccess(route: RouteContract): ZodOpenApiResponsesObject {
  const { scope, status, otherStatus, location, mediaType, response, example, method, params, query } = route;
  const link = { description: 'The next page, as a relative URL.', schema: { type: 'string' as const } };
  const headers = {
    ...('cursor' in query.shape && { Link: link }),
    ...(scope !== null && limitHeaders),
    ...(location !== undefined && {
      Location: { description: location, schema: { type: 'string' as const } },
    }),
  };
  const success = (of: keyof typeof successes) => ({
    description: successes[of],
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(of === 204 || of === 302 ? {} : { content: { [mediaType]: { schema: response, example } } }),
  });
  return {
    [status]: success(status),
    ...(otherStatus === undefined ? {} : { [otherStatus]: success(otherStatus) }),
    ...('repo' in params.shape ? { 301: { description: 'The repository was renamed.' } } : {}),
    ...(method === 'get' && mediaType === 'application/json'
      ? { 304: { description: 'Not modified since the given ETag.' } }
      : {}),
  };
}

function describeProblems(route: RouteContract): ZodOpenApiResponsesObject {
  const { scope, params, query, bodyExample } = route;
  const given = Object.keys({ ...params.shape, ...query.shape }).length > 0;
  const applicable: ProblemStatus[] = [
    ...(given ? [400 as const] : []),
    ...(bodyExample === undefined ? [] : [400 as const, 413 as const, 415 as const]),
    ...(scope === null ? [] : [401 as const, 403 as const, 429 as const, 500 as const, 503 as const]),
    ...(isIdempotent(route) ? [400 as const, 409 as const, 422 as const] : []),
    ...(isConditional(route) ? [412 as const] : []),
    ...route.problems,
  ];
  return Object.fromEntries(
    [...new Set(applicable)]
      .sort()
      .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

function describeProblem(status: ProblemStatus) {
  const matching = Object.entries(problems).filter(([, shown]) => shown.status === status);
  const [first, { title }] = matching[0] ?? ['internal', problems.internal];
  const example = {
    type: `urn:hubtwin:problem:${first}`,
    title,
    status,
    detail: title,
    code: first,
    request_id: '5f1c2a52-6d0f-4a55-9f0c-2b8f0b6f3c1d',
  };
  return {
    description: `${title} (${matching.map(([code]) => `\`${code}\``).join(', ')}).`,
    content: { 'application/problem+json': { schema: problem, example } },
  };
}
