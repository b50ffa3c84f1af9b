import type { WatchedFile } from '@hubtwin/database';
import { z } from 'zod';

/** A request to the parser's process. */
export interface ParserRequest extends Pick<WatchedFile, 'path' | 'role'> {
  bytes: Uint8Array;
}

/** The contents of a file. */
export const parsedFile = z.object({
  sections: z.array(z.object({ headings: z.array(z.string()), done: z.number(), total: z.number() })),
  dependencies: z.array(
    z.object({
      manifest: z.string(),
      ecosystem: z.enum(['npm', 'pypi', 'cargo', 'go', 'docker', 'maven', 'rubygems']),
      name: z.string(),
      requirement: z.string().nullable(),
      kind: z.enum(['prod', 'dev', 'peer', 'optional', 'build', 'indirect']),
    }),
  ),
  error: z.string().nullable(),
  /** Whether it could be parsed, at least in part; else it has no contents. */
  isReadable: z.boolean(),
});
export type ParsedFile = z.output<typeof parsedFile>;

export const unreadable = (error: string): ParsedFile => ({
  ...{ sections: [], dependencies: [] },
  ...{ error, isReadable: false },
});
