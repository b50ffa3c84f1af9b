import { pathSegment } from './path-segment.ts';

/**
 * Validates the parameters of a route's template.
 *
 * @throws GitHubValidationError with the parameter that is missing or would change the route.
 */
export function requireSegments(route: string, parameters: Readonly<Record<string, unknown>>): void {
  for (const [, name = ''] of route.matchAll(/\{(\w+)\}/g)) pathSegment(name, parameters[name], route);
}
