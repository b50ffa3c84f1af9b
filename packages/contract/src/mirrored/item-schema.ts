import type { Field, Fields, Representation } from '@hubtwin/resources';
import { z } from 'zod';
import * as types from '../fields.ts';
import { observedExample, repositoryRefExample } from '../schemas/examples.ts';

/** The response schema of an object, and an example. */
export interface ItemSchema {
  schema: z.ZodObject;
  example: Record<string, unknown>;
}

export function itemSchema(shown: Representation): ItemSchema {
  const repository = shown.isOfOrganization === true ? {} : { repository: repositoryOf(shown) };
  const { source = observedExample.source } = shown;
  return {
    schema: z
      .object({ ...schemasOf(shown.fields), ...repository, ...types.observed })
      .meta({ id: shown.schema }),
    example: {
      ...exampleOf(Object.fromEntries(listed(shown.fields))),
      ...(shown.isOfOrganization !== true && { repository: repositoryRefExample }),
      ...observedExample,
      source,
    },
  };
}

const repositoryOf = (shown: Representation) =>
  shown.isRepositoryOptional === true
    ? types.repositoryRef.nullable().describe('Null for an object of an organisation.')
    : types.repositoryRef;

/** The schema of the item alone: with GitHub's own object, and with what is shown from it. */
export function withRaw(
  { schema, example }: ItemSchema,
  { schema: name, fields }: Representation,
): ItemSchema {
  const [key] = Object.keys(schema.shape);
  const shown = Object.entries(fields).filter(([, { kind }]) => kind === 'objects');
  const more = Object.fromEntries(shown);
  return {
    schema: schema.extend({ ...described(shown), raw: types.raw }).meta({ id: `${name}WithRaw` }),
    example: { ...example, ...exampleOf(more), raw: key === undefined ? {} : { [key]: example[key] } },
  };
}

/** The fields of every object, which have columns. */
const listed = (fields: Fields) => Object.entries(fields).filter(([, { kind }]) => kind !== 'objects');

const schemasOf = (fields: Fields) => described(listed(fields));

const described = (fields: readonly [string, Field][]): Record<string, z.ZodType> =>
  Object.fromEntries(
    fields.map(([name, field]) => {
      const schema = schemaOf(field);
      return [name, field.description === undefined ? schema : schema.describe(field.description)];
    }),
  );

function schemaOf(field: Field): z.ZodType {
  switch (field.kind) {
    case 'id':
      return types.id;
    case 'name':
      return z.string();
    case 'text':
    case 'address':
      return types.text;
    case 'integer':
      return types.integer;
    case 'boolean':
      return types.boolean;
    case 'time':
      return types.maybeTime;
    case 'texts':
      return types.texts;
    case 'json':
      return types.raw.nullable();
    case 'account':
      return types.account;
    case 'reference':
      return z.object({ [field.key]: field.type === 'text' ? z.string() : z.int() }).nullable();
    case 'references':
      return z.array(z.object({ [field.key]: z.string() }));
    case 'group':
      return z.object(schemasOf(field.fields));
    case 'objects':
      return z.array(z.object(schemasOf(field.fields)));
  }
}

const exampleOf = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.kind === 'group' ? exampleOf(field.fields) : field.example,
    ]),
  );
