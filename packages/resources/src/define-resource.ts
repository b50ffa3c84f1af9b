import type { z } from 'zod';
import type { ResourceDefinition } from './definition.ts';
import type { EventHandler } from './event-handler.ts';
import { type Fields, readColumns } from './field.ts';
import type { JsonObject } from './json-object.ts';
import { organizationIdOf } from './organization-of.ts';
import type { Representation } from './representation.ts';
import type { Resource } from './stored-resource.ts';

type Unchanged =
  | 'answered'
  | 'drift'
  | 'probe'
  | 'shape'
  | 'permission'
  | 'changes'
  | 'volatile'
  | 'account'
  | 'embeds'
  | 'isEmbedded'
  | 'confirmedKeys'
  | 'immutable'
  | 'item'
  | 'list'
  | 'terminalState'
  | 'isDeferrable'
  | 'claims'
  | 'hasConfirmedDeletions'
  | 'extractEmbedded'
  | 'inRepository'
  | 'inOrganization';

interface DefinitionOptions<T extends JsonObject> extends Pick<ResourceDefinition, Unchanged> {
  name: string;
  /** Default: the name. */
  table?: Resource['table'];
  /** Default: `id`. */
  key?: readonly string[];
  /** Default: the key is the object's `id`. */
  keyOf?(object: T, repositoryId: number | null): Record<string, string | number>;
  /** Default: the repository of the event. */
  repositoryId?(object: T): number;
  fields: Fields;
  /** GitHub's object: the fields, and other keys that are used. */
  schema: z.ZodType<T>;
  clock(object: T): string;
  rank?(object: T): string;
  /** Values that usually grow within a second, the most reliable first. */
  progress?(object: T): readonly (number | null | undefined)[];
  /** Columns that no single field contains. Receives the object as merged so far, so any key may be missing. */
  columns?(object: Partial<T>): Record<string, unknown>;
  /** Default: no event reports it. */
  events?: Record<string, EventHandler>;
  shown?: Omit<Representation, 'table' | 'fields' | 'shape' | 'resources' | 'isOfOrganization' | 'parent'> &
    Partial<Pick<Representation, 'resources'>>;
}

/** Defines a resource. Its objects are checked against the schema at the border, and typed from there on. */
export function defineResource<T extends JsonObject & { id?: number | string | undefined }>(
  options: DefinitionOptions<T>,
): ResourceDefinition {
  const {
    name,
    fields,
    keyOf,
    repositoryId,
    rank,
    progress,
    clock,
    columns,
    events = {},
    shown,
    ...rest
  } = options;
  const typed = (raw: JsonObject) => raw as T;
  const table = options.table ?? name;
  return {
    key: ['id'],
    ...rest,
    name,
    table,
    events,
    keyOf: (raw, repositoryId) => keyOf?.(typed(raw), repositoryId) ?? { id: typed(raw).id ?? 0 },
    repositoryIdOf: (raw) => repositoryId?.(typed(raw)),
    clockOf: (raw) => clock(typed(raw)),
    rankOf: (raw) => rank?.(typed(raw)) ?? '',
    progressOf: (raw) => (progress?.(typed(raw)) ?? []).map((n) => String(n ?? 0).padStart(10, '0')).join(''),
    columns: (raw) => ({
      ...readColumns(fields, raw),
      ...(options.inOrganization && { organization_id: organizationIdOf(raw) }),
      ...columns?.(raw as Partial<T>),
    }),
    ...(shown && {
      shown: {
        ...{ resources: [name], ...shown, table, fields },
        ...(options.shape && { shape: options.shape }),
        ...(options.inOrganization && { isOfOrganization: true }),
        ...(typeof options.list?.of === 'object' && { parent: options.list.of }),
      },
    }),
  };
}
