import type { Database, TrackedRepository } from '@hubtwin/database';
import type { ProbeSignal, ProbeTimes } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import type { z } from 'zod';

/** What GitHub returned for repositories, and what is stored of them. */
export interface Comparison {
  database: Kysely<Database>;
  repositories: readonly { ours: TrackedRepository; node: unknown }[];
  now: Date;
  /** The time of the first request, by GitHub's clock. */
  requestedAt: Date;
  /** Whether the credential may read rules of every repository; otherwise only where it has admin permission. */
  isGranted: boolean;
}

/** A difference of a repository: of its objects of a resource, or another one. */
export interface Difference {
  repositoryId: number;
  of: { resource: string } | { signal: Exclude<ProbeSignal, 'objects' | 'parents' | 'heads'> };
}

/** A part of the probe's query, with its comparison. */
export interface ProbePart {
  /** Fields of GraphQL's repository. */
  selection: string;
  fragment?: string;
  /** The repository with these fields. */
  schema: z.ZodType;
  /** A field that GitHub may deny, and with it the whole repository: then it is queried without this part. */
  deniedField?: string;
  /** @param comparison the nodes match the schema. */
  compare(comparison: Comparison): Promise<Difference[]>;
}

/** An object that a probe compares separately, because the connections of its repository do not reach it. */
export interface WatchedNode {
  id: number;
  repositoryId: number;
  nodeId: string;
  /** Whether GitHub's object differs from the stored one; undefined: its part compares all of them at once. */
  differs?(node: unknown, times: ProbeTimes): boolean;
}

/** Objects of one kind that probes compare in rotation. */
export interface WatchedPart<Position = unknown> {
  /** The resource. */
  name: string;
  /** The fields of an object in GraphQL, on its type. */
  selection: string;
  /** What a difference of an object means for its repository. */
  shows?: Difference['of'];
  /** Compares all objects at once. */
  compare?(
    database: Kysely<Database>,
    answered: readonly { repositoryId: number; node: unknown }[],
  ): Promise<Difference[]>;
  /** Records what must be read for the nodes that differ, if that is more than their list. */
  settle?(database: Kysely<Database>, differing: readonly WatchedNode[]): Promise<void>;
  /** The place in the rotation. */
  position: z.ZodType<Position>;
  /** @param position null: from the start. */
  choose(
    database: Kysely<Database>,
    repositoryIds: readonly number[],
    position: Position | null,
  ): Promise<{ nodes: WatchedNode[]; next: Position | null }>;
}
