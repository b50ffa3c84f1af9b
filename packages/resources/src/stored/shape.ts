import { compileTemplate, type Template } from './template.ts';

export type FactType = 'string' | 'number' | 'boolean' | 'object' | 'null';

/** The repository of an object that it embeds becomes a reference to its row. */
export interface Reference {
  /** The keys, beside `id`, that are restored from the row, with the types of values that the row has. */
  keys: Readonly<Record<string, readonly FactType[]>>;
  /** Keys without which it is kept. */
  requires: readonly string[];
  /** A second set of keys that GitHub often sends: those that it lacks. */
  without?: readonly string[];
}

export interface ShapeDefinition {
  /**
   * The template of each key that can be derived, or several. The keys are a part of the format, since an absent
   * one is recorded and a present one is not: rows that were stored before a key was added would contain it.
   * Further templates of a key are appended.
   */
  derived?: Readonly<Record<string, string | readonly string[]>>;
  /** The keys that embed another object, or a list of them. */
  embeds?: Readonly<Record<string, Shape | readonly [Shape]>>;
  /** The key with the full name of the repository that `{repo}` and `{web}` are of; default: that of the parent. */
  named?: string;
  /**
   * Keys with a page below that of the repository that no template derives, and what follows the repository in them:
   * such a page is kept relative to it.
   */
  pages?: Readonly<Record<string, RegExp>>;
  /** Keys that are stored as received, because other objects are restored from them. */
  received?: readonly string[];
  /** Whether nothing in the object must be stored. */
  isDerived?: boolean;
  reference?: Reference;
  /** Keys that GitHub's object does not have, which a definition adds for its columns: it is restored without them. */
  added?: readonly string[];
}

export interface Embedded {
  shape: Shape;
  isList: boolean;
}

/** How GitHub's objects of one kind are stored; see `ShapeDefinition`. */
export interface Shape {
  templates: ReadonlyMap<string, readonly Template[]>;
  embeds: ReadonlyMap<string, Embedded>;
  pages: ReadonlyMap<string, RegExp>;
  received: ReadonlySet<string>;
  added: ReadonlySet<string>;
  /** The keys whose absence is recorded. */
  derivable: readonly string[];
  /** The same in a reference. */
  restorable: readonly string[];
  named: string | null;
  isDerived: boolean;
  reference: CompiledReference | null;
}

export interface CompiledReference extends Omit<Reference, 'keys'> {
  keys: ReadonlyMap<string, readonly FactType[]>;
}

export function defineShape({
  derived = {},
  embeds = {},
  named,
  pages = {},
  received = [],
  added = [],
  isDerived,
  reference,
}: ShapeDefinition): Shape {
  const templates = Object.entries(derived).map(
    ([key, texts]) => [key, [texts].flat().map(compileTemplate)] as const,
  );
  const embedded = Object.entries(embeds).map(([key, shapes]): [string, Embedded] => {
    const [shape] = [shapes].flat();
    if (shape === undefined) throw new Error(`${key} has no shape`);
    return [key, { shape, isList: Array.isArray(shapes) }];
  });
  const derivedObjects = embedded.flatMap(([key, { shape }]) => (shape.isDerived ? [key] : []));
  const derivable = [...Object.keys(derived), ...derivedObjects];
  return {
    templates: new Map(templates),
    embeds: new Map(embedded),
    pages: new Map(Object.entries(pages)),
    received: new Set(received),
    added: new Set(added),
    derivable,
    restorable: ['id', ...Object.keys(reference?.keys ?? {}), ...derivable],
    named: named ?? null,
    isDerived: isDerived ?? false,
    reference:
      reference === undefined ? null : { ...reference, keys: new Map(Object.entries(reference.keys)) },
  };
}
