import { z } from 'zod';

/** Postgres stores no U+0000 in text. */
const storable = (text: string) => !text.includes('\0');

/** A text of a path or a query, 1 to `max` characters. */
export const text = (max = 255) => z.string().min(1).max(max).refine(storable, 'must not contain U+0000');

interface Range {
  min: number;
  max: number;
}

/** An integer of a path or a query, in decimal digits. */
export const integer = ({ min, max }: Range) =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be an integer')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ override: ({ jsonSchema }) => numeric(jsonSchema, { min, max }) });

/** Declares a parameter of digits as a number in the document. */
function numeric(jsonSchema: { [keyword: string]: unknown }, { min, max }: Range): void {
  delete jsonSchema.pattern;
  const isLong = max > 2_147_483_647;
  Object.assign(jsonSchema, {
    type: 'integer',
    minimum: min,
    maximum: max,
    ...(isLong && { format: 'int64' }),
  });
}

export const id = integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe("GitHub's numeric id.");

const isStorable = (date: Date) => date.getUTCFullYear() > 0 && date.getUTCFullYear() <= 9_999;

/** A time in a body: ISO 8601 with its offset from UTC. */
export const time = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 time with an offset, such as 2026-01-31T12:00:00Z' })
  .transform((value) => new Date(value))
  .refine((date) => isStorable(date), 'must be in the years 1 to 9999')
  .meta({ override: { type: 'string', format: 'date-time' } });

/** Like `time`, for filters: keeps the text, since a Date would truncate its microseconds. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 time with an offset, such as 2026-01-31T12:00:00Z',
    abort: true,
  })
  .refine((value) => value.length <= 40, 'must have at most 40 characters')
  .refine((value) => !/[+-](?:1[6-9]|2\d):\d\d$/.test(value), 'must have an offset of less than 16 hours')
  .refine((value) => isStorable(new Date(value)), 'must be in the years 1 to 9999')
  .meta({ override: { type: 'string', format: 'date-time' } });

/**
 * A login, including one of a managed user (`name_shortcode`). Any other character could change the path of the
 * request.
 *
 * @see
 * https://docs.github.com/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
 */
const loginPattern = '[A-Za-z0-9][A-Za-z0-9_-]{0,38}';
/** Letters, digits, dots, dashes, underscores; GitHub accepts neither `.` nor `..`, nor a name that ends in `.git`. */
const repositoryPattern = '(?!\\.{1,2}$)(?!.*\\.[Gg][Ii][Tt]$)[A-Za-z0-9._-]{1,100}';
const whole = (pattern: string) => new RegExp(`^${pattern}$`);

/** The path parameters of a repository; case-insensitive. */
export const repositoryParams = z.object({
  owner: z
    .string()
    .regex(whole(loginPattern), 'must be a login: letters, digits, dashes')
    .describe('Login of the account, case-insensitive.')
    .meta({ example: 'octo-org' }),
  repo: z
    .string()
    .regex(whole(repositoryPattern), 'must be the name of a repository: letters, digits, dots, dashes')
    .describe('Name of the repository, case-insensitive.')
    .meta({ example: 'octo-repo' }),
});

/** The path parameter of an organisation; case-insensitive. */
export const organizationParams = z.object({
  org: z
    .string()
    .regex(whole(loginPattern), 'must be a login: letters, digits, dashes')
    .describe('Login of the organisation, case-insensitive.')
    .meta({ example: 'octo-org' }),
});

export const fullName = z
  .string()
  .regex(whole(`${loginPattern}/${repositoryPattern}`), 'must be owner/name')
  .meta({ example: 'octo-org/octo-repo' });

const maxOfList = 50;

/** Several values of a query parameter, separated by commas. */
export const anyOf = <Item extends z.ZodType<string, string>>(item: Item, example: string) =>
  z
    .string()
    .max(5_000)
    .transform((value) => [...new Set(value.split(','))])
    .pipe(z.array(item).max(maxOfList, `must be at most ${maxOfList} values`))
    .meta({ override: { type: 'string' }, example });

/** A repository, or all repositories of an owner. */
export const fullNameOrAll = z
  .string()
  .regex(whole(`${loginPattern}/(\\*|${repositoryPattern})`), 'must be owner/name or owner/*');

export const login = z
  .string()
  .regex(whole(loginPattern), 'must be a login: letters, digits, dashes')
  .meta({ example: 'octo-org' });
