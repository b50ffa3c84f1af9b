/** The start of a JWT header: base64url of `{"`. */
const header = /\beyJ[\w-]{8}/;

/**
 * Redacts JSON Web Tokens in a text. A single expression would read the rest of a long word again for each `eyJ` in it;
 * this reads each word once.
 */
export function redactJwts(text: string): string {
  if (!text.includes('eyJ')) return text;
  return text.replace(/[\w-]+(?:\.[\w-]*)*/g, (word) => (word.includes('eyJ') ? redactParts(word) : word));
}

function redactParts(word: string): string {
  const parts = word.split('.');
  const clean: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const start = part.search(header);
    const isToken = start !== -1 && at + 2 < parts.length && (parts[at + 1] ?? '').length >= 8;
    clean.push(isToken ? `${part.slice(0, start)}[redacted]` : part);
    if (isToken) at += 2;
  }
  return clean.join('.');
}
