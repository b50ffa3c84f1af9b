/** All items of a list, by plain requests. */
export async function readList(address: string, token: string): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Response = await fetch(next, { headers: { authorization: `token ${token}` } });
    if (!response.ok) throw new Error(`${next}: ${response.status} ${await response.text()}`);
    const page: unknown = await response.json();
    items.push(...(Array.isArray(page) ? page : []));
    next = /<([^<>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return items;
}
