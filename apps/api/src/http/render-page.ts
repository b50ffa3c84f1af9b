export interface Page {
  title: string;
  paragraphs: readonly string[];
  /** The link to continue; our own paths only. */
  link?: { to: `/${string}`; text: string };
}

/** A page for a browser; all values are escaped as text. */
export function renderPage({ title, paragraphs, link }: Page): string {
  const lines = paragraphs.map((text) => `<p>${escapeText(text)}</p>`);
  if (link !== undefined) lines.push(`<p><a href="${escapeText(link.to)}">${escapeText(link.text)}</a></p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
</head>
<body>
<h1>${escapeText(title)}</h1>
${lines.join('\n')}
</body>
</html>
`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
