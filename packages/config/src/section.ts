import { z } from 'zod';

/** A section of the configuration: its variables, and their typed value. */
export interface Section<T> {
  schema: z.ZodType<T>;
  /** Faults in production only, each with its variable. */
  production?(value: T): string[];
}

/** Declares a section. The schema receives the environment without empty variables. */
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
