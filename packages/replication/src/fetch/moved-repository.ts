/**
 * The repository that a permanent redirect leads to: GitHub answers an old name with the address of its id
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects).
 *
 * @returns null for redirects of anything else, as of an issue that was transferred.
 */
export function movedRepository({ to }: { to: string }): number | null {
  const [, id] = /\/repositories\/(\d+)(?:[/?]|$)/.exec(to) ?? [];
  return id === undefined ? null : Number(id);
}
