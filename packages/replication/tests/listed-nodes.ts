import type { ParentList } from '@hubtwin/resources';

/** The objects of parents that only GraphQL returns, in the format of a list; requested without our own client. */
export async function listedNodes(
  { url, token }: { url: string; token: string },
  { nodes, parents }: ParentList,
  found: readonly Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  if (nodes === undefined) throw new TypeError('it is not listed by GraphQL');
  const { name, first, arguments: others = '', fields } = nodes;
  const selected = `${name}(first: ${first} ${others}) { totalCount nodes { ${fields} } }`;
  const query = `query ($id: ID!) { node(id: $id) { ${parents.map(({ type }) => `... on ${type} { ${selected} }`).join(' ')} } }`;
  const items: Record<string, unknown>[] = [];
  for (const { number, node_id: id, url: own } of found) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id } }),
    });
    const { data, errors } = Object(await response.json());
    const connection = Object(data?.node)[name];
    if (connection === undefined || connection.totalCount > connection.nodes.length)
      throw new Error(`${name} of ${number}: ${JSON.stringify(errors ?? connection)}`);
    const repositoryUrl = `${own}`.replace(/\/(?:pulls|issues)\/\d+$/, '');
    for (const [nth, node] of connection.nodes.entries())
      items.push(nodes.toListed(node, { number: Number(number), repositoryUrl }, nth) ?? {});
  }
  return items;
}
