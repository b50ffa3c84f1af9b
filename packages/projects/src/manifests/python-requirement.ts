import type { Named } from './named.ts';

/** Sticky patterns that do not overlap with the next one, so that no text is scanned twice. */
const name = /[A-Za-z0-9][\w.-]*/y;
const space = /\s*/y;
const extras = /\[[^\]]*\]/y;
const url = /@\s*(\S+)/y;
const versions = /\(?([^;@()]*)\)?/y;

/**
 * Parses a Python requirement, such as `requests[socks] >= 2.8, < 3 ; python_version < "3.9"`: a name and its extras,
 * a URL or versions, and a condition after a semicolon. Takes linear time.
 *
 * @see https://packaging.python.org/specifications/dependency-specifiers/
 * @returns null for an invalid requirement.
 */
export function parsePythonRequirement(given: string, kind: Named['kind']): Named | null {
  const text = given.trim();
  let at = 0;
  const read = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found !== null) at = form.lastIndex;
    return found;
  };

  const [named = ''] = read(name) ?? [];
  if (!/[A-Za-z0-9]$/.test(named.slice(-1))) return null;
  read(space);
  read(extras);
  read(space);
  if (text[at] === '@') {
    const [, address = ''] = read(url) ?? [];
    read(space);
    const end = at === text.length || text[at] === ';' ? address.length : address.lastIndexOf(';');
    return end < 1 ? null : { name: named, requirement: address.slice(0, end), kind };
  }
  const [, wanted = ''] = read(versions) ?? [];
  read(space);
  if (at < text.length && text[at] !== ';') return null;
  const requirement = wanted.trim();
  return /^[^<>=!~]/.test(requirement) ? null : { name: named, requirement, kind };
}
