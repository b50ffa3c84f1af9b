import type { ListConnection } from '@hubtwin/resources';

/** The objects of a connection of a repository, as its definition reads them; at most a hundred. */
export async function listedConnection(
  { name, arguments: given, selection, toListed }: ListConnection,
  { url, token, node }: { url: string; token: string; node: string },
): Promise<Record<string, unknown>[]> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Repository { ${name}(first: 100, ${given}) { ${selection} } } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id: node } }),
  });
  const { edges, nodes } = Object(await response.json()).data.node[name];
  return (edges ?? nodes).map(toListed);
}
