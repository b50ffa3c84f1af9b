interface Rendered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const most = 5_000;
const nothing = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' };

/** What each request was answered the last time: the view of a replica that lags behind. */
export function createStaleAnswers() {
  const last = new Map<string, Pick<Rendered, 'status' | 'body'>>();
  return {
    /** The last answer under the headers of the present one; 404 where there was none. */
    of(key: string, present: Rendered): Rendered {
      const { etag: _etag, ...headers } = present.headers;
      return { headers, ...(last.get(key) ?? { status: 404, body: JSON.stringify(nothing) }) };
    },
    remember(key: string, { status, body }: Rendered): void {
      if (status !== 200) return;
      last.delete(key);
      last.set(key, { status, body });
      for (const oldest of last.keys()) {
        if (last.size <= most) break;
        last.delete(oldest);
      }
    },
  };
}
