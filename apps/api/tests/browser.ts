/** A minimal browser: it stores cookies per host, and does not follow redirects automatically. */
export function createBrowser() {
  const jars = new Map<string, Map<string, string>>();

  async function visit(address: string) {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie !== '' && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const { status, headers } = response;
    return { status, headers, text: await response.text(), to: headers.get('location') ?? '' };
  }

  return { visit };
}
