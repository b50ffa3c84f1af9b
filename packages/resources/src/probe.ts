import type { z } from 'zod';

/** The compared values of a stored object, by column. */
export type ProbedRow = Readonly<Record<string, unknown>>;

/** A column that identifies an object within its repository. */
type ProbedKeyColumn = 'id' | 'number' | 'name' | 'sha';

export interface ProbeTimes {
  now: Date;
  /** When the whole list was last read; null: never. */
  readUntil: Date | null;
}

/** One object of a connection, as GitHub returns it. */
export interface ProbedObject {
  /** The value of the key column; null: GitHub returned none. Undefined: objects of this kind have none in GraphQL. */
  key: number | string | null | undefined;
  /** @param ours empty if there is no key. */
  differs(ours: ProbedRow, times: ProbeTimes): boolean;
  /** The time that orders the connection. */
  time: string | null;
}

/** What a probe compares of a resource: a connection in GraphQL of the repository, or of the parent in an organisation. */
export interface Probe {
  /** With its arguments. */
  connection: string;
  /** GraphQL's name of it. */
  name: string;
  /** The fields of each object, or of its edge; null: only the number of objects is compared. */
  fields: string | null;
  /** Whether the fields are those of the edges, which have what an object is to its parent, such as a role. */
  isOfEdges: boolean;
  /** Whether GitHub's number of objects must equal that of the stored ones. */
  isCounted: boolean;
  /** Whether the connection starts with the object that changed last: a stored one that changed later was deleted. */
  isNewestFirst: boolean;
  key: ProbedKeyColumn;
  /** The columns of the stored object to compare; and keys of GitHub's object that have no column. */
  columns: readonly string[];
  rawKeys: readonly string[];
  /** Undefined if the object cannot be read. */
  read(object: unknown): ProbedObject | undefined;
  /** How to compare the objects that the connection does not reach, in rotation. */
  watched?: Watched;
}

export interface Watched {
  /** GraphQL's type. */
  type: string;
  /** The order of the connection, in SQL; the first hundred are compared with their repository. */
  order: readonly { column: string; direction: 'asc' | 'desc' }[];
  /** Maximum of objects in an interval, for each hundred repositories. */
  limit: number;
}

interface ProbeOptions<Theirs> {
  name: string;
  /** GraphQL's name of the connection; default: `name`. */
  of?: string;
  arguments: string;
  isCounted?: boolean;
  isOfEdges?: boolean;
  key?: ProbedKeyColumn;
  columns?: readonly string[];
  rawKeys?: readonly string[];
  watched?: Watched;
  /** The time that orders the connection, newest first; default: it is ordered otherwise. */
  newest?(theirs: Theirs): string;
}

interface ObjectOptions<Theirs> {
  fields: string;
  schema: z.ZodType<Theirs>;
  /** Default: the objects have no key in GraphQL. */
  keyOf?(theirs: Theirs): number | string | null;
  differs(ours: ProbedRow, theirs: Theirs, times: ProbeTimes): boolean;
}

/** @param objects default: only their number is compared. */
export function defineProbe<Theirs>(options: ProbeOptions<Theirs>, objects?: ObjectOptions<Theirs>): Probe {
  const { name, isCounted = false, isOfEdges = false, key = 'id' } = options;
  const { columns = [], rawKeys = [], watched, newest } = options;
  return {
    name,
    connection: `${options.of === undefined ? name : `${name}: ${options.of}`}(${options.arguments})`,
    fields: objects?.fields ?? null,
    isCounted,
    isOfEdges,
    isNewestFirst: newest !== undefined,
    key,
    columns,
    rawKeys,
    ...(watched && { watched }),
    read(object) {
      const { data: theirs } = objects?.schema.safeParse(object) ?? {};
      if (objects === undefined || theirs === undefined) return undefined;
      return {
        key: objects.keyOf?.(theirs),
        time: newest?.(theirs) ?? null,
        differs: (ours, times) => objects.differs(ours, theirs, times),
      };
    },
  };
}

/** The arguments of a connection of the objects that changed last. */
export const lastChanged = 'first: 20, orderBy: { field: UPDATED_AT, direction: DESC }';
