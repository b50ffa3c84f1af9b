import { z } from 'zod';

/**
 * A list whose validation ends at the first invalid element. `z.array` keeps an error for each: a payload of 25 MB
 * may have ten million, which take gigabytes.
 */
export const listOf = <T>(element: z.ZodType<T>) =>
  z.array(z.unknown()).transform((values, context): T[] => {
    const list: T[] = [];
    for (const [at, value] of values.entries()) {
      const parsed = element.safeParse(value);
      if (!parsed.success) {
        const [{ path, message } = { path: [], message: 'not as expected' }] = parsed.error.issues;
        context.addIssue({ code: 'custom', path: [at, ...path], message, input: value });
        return z.NEVER;
      }
      list.push(parsed.data);
    }
    return list;
  });
