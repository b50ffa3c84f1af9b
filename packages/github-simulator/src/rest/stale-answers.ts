interface Rendered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const maxKept = 5_000;
const nothing = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' };

/** The previous response of each request: the view of a lagging replica. */
export function createStaleAnswers() {
  const last = new Map<string, Rendered>();
  return {
    /** The previous response; 404 if there was none, with the headers of the current one. */
    of(key: string, { headers }: Rendered): Rendered {
      const found = last.get(key);
      return found === undefined
        ? { headers: { ...headers }, status: 404, body: JSON.stringify(nothing) }
        : { ...found, headers: { ...found.headers } };
    },
    /** @param answer before conditional headers are evaluated. */
    remember(key: string, answer: Rendered): void {
      if (answer.status !== 200) return;
      last.delete(key);
      last.set(key, { ...answer, headers: { ...answer.headers } });
      for (const oldest of last.keys()) {
        if (last.size <= maxKept) break;
        last.delete(oldest);
      }
    },
  };
}
