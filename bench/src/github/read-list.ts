/** Reads all items of a list with plain requests. */
export async function readList(address: string, token: string): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Response = await fetch(next, { headers: { authorization: `token ${token}` } });
    if (!response.ok) throw new Error(`${next}: ${response.status} ${await response.text()}`);
    const page: unknown = await response.json();
    // Some lists are wrapped, next to their count.
    const listed = Array.isArray(page) ? page : Object.values(Object(page)).find(Array.isArray);
    items.push(...(listed ?? []));
    next = /<([^<>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return items;
}
