import type { Named } from './named.ts';

/** A name and its extras, then a URL, or versions; after a semicolon where it applies. */
const form =
  /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+)|\(?\s*([^;@()]*?)\s*\)?)\s*(?:;.*)?$/;

/**
 * A requirement of Python, such as `requests[socks] >= 2.8, < 3 ; python_version < "3.9"`.
 *
 * @see https://packaging.python.org/specifications/dependency-specifiers/
 * @returns null for what is none.
 */
export function parsePythonRequirement(text: string, kind: Named['kind']): Named | null {
  const [, name, url, versions = ''] = form.exec(text.trim()) ?? [];
  if (name === undefined || (url === undefined && !/^(|[<>=!~].*)$/s.test(versions))) return null;
  return { name, requirement: url ?? versions, kind };
}
