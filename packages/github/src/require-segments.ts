import { pathSegment } from './path-segment.ts';

/**
 * Checks that what fills a route's template leaves the route what it is.
 *
 * @throws GitHubValidationError naming the parameter that is missing or leads elsewhere.
 */
export function requireSegments(route: string, parameters: Readonly<Record<string, unknown>>): void {
  for (const [, name = ''] of route.matchAll(/\{(\w+)\}/g)) pathSegment(name, parameters[name], route);
}
