import { z } from 'zod';

const body = z.looseObject({
  message: z.string().min(1),
  /** Why access to a repository is blocked, such as `dmca` or `tos`. */
  block: z.looseObject({ reason: z.string() }).nullish().catch(null),
});

/** The rest of a longer page is ignored. */
const maxCharacters = 500_000;
const maxShown = 300;

/** The message of GitHub's error body; for an HTML page, as from its edge and proxies, the start of its text. */
export function messageOf(data: unknown): string | null {
  if (typeof data === 'string') return textOf(data)?.slice(0, maxShown) ?? null;
  const { success, data: said } = body.safeParse(data);
  if (!success) return null;
  return said.block ? `${said.message} (${said.block.reason})` : said.message;
}

/** GitHub's first sentence in an error body, without what is appended; for an HTML page, all of its text. */
export function sentenceOf(data: unknown): string | null {
  return typeof data === 'string' ? textOf(data) : (body.safeParse(data).data?.message ?? null);
}

/** The text of an HTML page, or a plain text. */
function textOf(page: string): string | null {
  const text = ['script', 'style', 'svg']
    .reduce(withoutElement, page.slice(0, maxCharacters))
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|middot);|&#(?:160|183);/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}

/** Removes elements that browsers do not display. */
function withoutElement(page: string, name: string): string {
  const lower = page.toLowerCase();
  let kept = '';
  let from = 0;
  for (;;) {
    const opens = lower.indexOf(`<${name}`, from);
    if (opens < 0) return kept + page.slice(from);
    kept += `${page.slice(from, opens)} `;
    const closes = lower.indexOf(`</${name}`, opens);
    if (closes < 0) return kept;
    from = closes;
  }
}
