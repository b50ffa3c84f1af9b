import type { Named } from './named.ts';
import { parsePythonRequirement } from './python-requirement.ts';

const comment = /(?:^|\s)#/;
/** Where options begin that follow a requirement, such as its hashes. */
const options = /\s--?[a-z]/i;
const egg = /[#&]egg=([^&[\s]+)/;

/**
 * The requirements of a file for pip. Other files that it includes (`-r`, `-c`) are not looked into. Takes time in
 * proportion to the text.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 * @throws SyntaxError for a line that is no requirement.
 */
export function parseRequirements(text: string): Named[] {
  const joined = text.replace(/\\\r?\n/g, ' ');
  return joined.split(/\r?\n/).flatMap((whole) => {
    const line = before(comment, whole);
    if (line === '') return [];
    const [, editable] = /^(?:-e|--editable)[\s=]\s*(\S+)/.exec(line) ?? [];
    if (line.startsWith('-') && editable === undefined) return [];
    const wanted = editable ?? before(options, line);
    if (editable !== undefined || isPlace(wanted)) return [atPlace(wanted)];
    const parsed = parsePythonRequirement(wanted, 'prod');
    if (parsed === null) throw new SyntaxError(`not a requirement: ${line.slice(0, 100)}`);
    return [parsed];
  });
}

/** What stands before the first place of a form; all where there is none. */
function before(form: RegExp, text: string): string {
  const at = text.search(form);
  return (at === -1 ? text : text.slice(0, at)).trim();
}

/** Whether it is a URL or a path rather than a name. */
const isPlace = (wanted: string) =>
  /^([a-z][a-z0-9+.-]*:|\.{1,2}([/[]|$)|\/)/i.test(wanted) ||
  (/.\.(whl|zip|tar\.gz)$/.test(wanted.slice(-8)) && !/\s/.test(wanted));

/** Named by what the place says of it, else by the place. */
function atPlace(place: string): Named {
  const url = before(/;/, place);
  const [, name = url] = egg.exec(url) ?? [];
  return { name, requirement: url, kind: 'prod' };
}
