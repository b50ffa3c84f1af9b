/**
 * Whether a list of entity tags, as `If-Match` and `If-None-Match` have it, names what there is.
 *
 * Tags are compared by their content. Every tag here is weak, as the same content may be sent compressed, so that by
 * the strong comparison of RFC 9110 no `If-Match` could ever hold.
 *
 * @param current the tag of what there is; null: there is nothing.
 */
export function namesTag(list: string, current: string | null): boolean {
  if (current === null) return false;
  const tags = list.split(',').map(opaque);
  return tags.includes('*') || tags.includes(opaque(current));
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
