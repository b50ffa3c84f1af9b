import { GitHubValidationError } from './errors.ts';

/**
 * A value as one segment of a path. An empty one, `.` and `..` cannot be one: URLs take them for the way to another
 * route, in whatever way they are encoded (https://url.spec.whatwg.org/#double-dot-path-segment), and so may a proxy
 * that decodes the slashes of `a/../b`.
 *
 * @param resource the route that is requested, for the error.
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
