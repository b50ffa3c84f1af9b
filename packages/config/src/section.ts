import { z } from 'zod';

/** A part of the configuration: which variables it reads, and the typed value they become. */
export interface Section<T> {
  schema: z.ZodType<T>;
  /** Faults that only production refuses; each names the variable at fault. */
  production?(value: T): string[];
}

/** Declares a section; the schema sees the environment with empty variables taken as absent. */
export function section<T>(schema: z.ZodType<T>, production?: (value: T) => string[]): Section<T> {
  return production === undefined ? { schema } : { schema, production };
}

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((text) => text === 'true' || text === '1')
    .default(fallback);

export const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
