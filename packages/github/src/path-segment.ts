import { GitHubValidationError } from './errors.ts';

/**
 * Encodes a value as one segment of a path. An empty value, `.` and `..` are rejected: URLs resolve them to another
 * route in any encoding (https://url.spec.whatwg.org/#double-dot-path-segment), and so may a proxy that decodes the
 * slashes of `a/../b`.
 *
 * @param resource the route of the request, for the error.
 * @throws GitHubValidationError, before anything is sent.
 */
export function pathSegment(name: string, value: unknown, resource: string): string {
  const text = typeof value === 'number' ? `${value}` : value;
  if (typeof text === 'string' && text !== '' && !leadsElsewhere.test(text) && text.isWellFormed())
    return encodeURIComponent(text);
  const message = `${JSON.stringify(value) ?? 'nothing'} cannot be the ${name} of a request to GitHub`;
  throw new GitHubValidationError(message, { resource, errors: [{ field: name, message }] });
}

const leadsElsewhere = /(^|[/\\])\.{1,2}($|[/\\])/;
