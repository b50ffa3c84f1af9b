import { z } from 'zod';
import { integer } from './parameters.ts';

const defaultLimit = 30;
const maxLimit = 100;

/** The query of every list. */
export const paging = z.object({
  limit: integer({ min: 1, max: maxLimit })
    .default(defaultLimit)
    .meta({ description: 'Maximum number of entries of the page.', override: { default: defaultLimit } }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,12000}$/, 'must be the next_cursor of a page')
    .optional()
    .describe('The `next_cursor` of the previous page; requires the same filters.'),
});

/** A page of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next_cursor: z
      .string()
      .nullable()
      .describe('Null on the last page. Also in the `Link` header, `rel="next"`.'),
  });

export const pageExample = <Item>(item: Item) => ({ data: [item], next_cursor: null });
