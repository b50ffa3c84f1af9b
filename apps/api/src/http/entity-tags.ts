/** The members of a list of entity tags. A comma or an asterisk between quotes belongs to the tag (RFC 9110, 8.8.3). */
const members = /(?:W\/)?("[^"]*"?|[^\s",]+)/g;

/**
 * Whether a list of entity tags, as in `If-Match` and `If-None-Match`, contains the current one.
 *
 * Tags are compared by their content. Every tag here is weak, as the same content may be sent compressed, so with
 * the strong comparison of RFC 9110 no `If-Match` could ever match.
 *
 * @param current the current tag; null: there is nothing.
 */
export function namesTag(list: string, current: string | null): boolean {
  if (current === null) return false;
  const tags = [...list.matchAll(members)].map(([, tag]) => tag);
  return tags.includes('*') || tags.includes(opaque(current));
}

const opaque = (tag: string) => tag.replace(/^W\//, '');
