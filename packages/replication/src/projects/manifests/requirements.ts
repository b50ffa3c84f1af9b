import type { Named } from './named.ts';
import { parsePythonRequirement } from './python-requirement.ts';

/** Options that follow a requirement, such as its hashes. */
const options = /\s--?[a-z].*$/i;
const egg = /[#&]egg=([^&[\s]+)/;

/**
 * The requirements of a file for pip. Other files that it includes (`-r`, `-c`) are not looked into.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 * @throws SyntaxError for a line that is no requirement.
 */
export function parseRequirements(text: string): Named[] {
  const joined = text.replace(/\\\r?\n/g, ' ');
  return joined.split(/\r?\n/).flatMap((whole) => {
    const line = whole.replace(/(^|\s)#.*$/, '').trim();
    const [, editable] = /^(?:-e|--editable)[\s=]\s*(\S+)/.exec(line) ?? [];
    if (line === '' || (line.startsWith('-') && editable === undefined)) return [];
    const wanted = editable ?? line.replace(options, '').trim();
    if (editable !== undefined || isPlace(wanted)) return [atPlace(wanted)];
    const parsed = parsePythonRequirement(wanted, 'prod');
    if (parsed === null) throw new SyntaxError(`not a requirement: ${line.slice(0, 100)}`);
    return [parsed];
  });
}

/** Whether it is a URL or a path rather than a name. */
const isPlace = (wanted: string) =>
  /^([a-z][a-z0-9+.-]*:|\.{1,2}([/[]|$)|\/)/i.test(wanted) || /^\S+\.(whl|zip|tar\.gz)$/.test(wanted);

/** Named by what the place says of it, else by the place. */
function atPlace(place: string): Named {
  const url = place.replace(/\s*;.*$/, '');
  const [, name = url] = egg.exec(url) ?? [];
  return { name, requirement: url, kind: 'prod' };
}
