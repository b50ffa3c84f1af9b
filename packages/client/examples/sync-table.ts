import type { HubtwinClient } from '@hubtwin/client';

/** Keeps `table` equal to the titles and states of all issues, until `signal` is aborted. */
export async function syncTable(hubtwin: HubtwinClient, table: Map<string, object>, signal: AbortSignal) {
  const read = async () => {
    const { data } = await hubtwin.http.GET('/api/v1/changes', { params: { query: { since: 'now' } } });
    table.clear();
    for await (const { id, title, state } of hubtwin.list('/api/v1/issues', {
      params: { query: { state: 'all' } },
    }))
      table.set(`${id}`, { title, state });
    return data?.read_to ?? 0;
  };
  for await (const message of hubtwin.changes({ since: await read(), resource: ['issues'], signal })) {
    if (message.kind === 'reset') await read();
    else if (message.change.kind === 'deleted') table.delete(message.change.key);
    else
      table.set(message.change.key, {
        ...table.get(message.change.key),
        ...titleAndState(message.change.fields),
      });
  }
}

function titleAndState({ title, state }: Record<string, { to?: unknown }>) {
  return { ...(title && { title: title.to }), ...(state && { state: state.to }) };
}
