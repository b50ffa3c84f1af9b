/**
 * The repository id in a permanent redirect: GitHub redirects a former name to the URL of its id
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects).
 *
 * @returns null for other redirects, such as of a transferred issue.
 */
export function movedRepository({ to }: { to: string }): number | null {
  const [, id] = /\/repositories\/(\d+)(?:[/?]|$)/.exec(to) ?? [];
  return id === undefined ? null : Number(id);
}
