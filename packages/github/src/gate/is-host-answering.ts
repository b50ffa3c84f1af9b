const patienceMs = 5_000;

/**
 * Whether GitHub answers at all: its limits, which are free, and which a server without limits answers with 404. One
 * failure more may be chance, as those before it were.
 *
 * @param send `fetch`
 */
export async function isHostAnswering(baseUrl: string, send: typeof fetch): Promise<boolean> {
  return (await answers(baseUrl, send)) || (await answers(baseUrl, send));
}

async function answers(baseUrl: string, send: typeof fetch): Promise<boolean> {
  try {
    const response = await send(`${baseUrl}/rate_limit`, {
      headers: { 'user-agent': 'hubtwin' },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
