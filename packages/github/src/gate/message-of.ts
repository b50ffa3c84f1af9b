import { z } from 'zod';

const body = z.looseObject({
  message: z.string().min(1),
  /** Why access to a repository is blocked, as `dmca` or `tos`. */
  block: z.looseObject({ reason: z.string() }).nullish().catch(null),
});

/** Of a page that is longer the rest says no more. */
const mostCharacters = 500_000;
const mostShown = 300;

/** What GitHub's error body says in words; of a page, as its edge and proxies answer, the beginning of its text. */
export function messageOf(data: unknown): string | null {
  if (typeof data === 'string') return textOf(data)?.slice(0, mostShown) ?? null;
  const { success, data: said } = body.safeParse(data);
  if (!success) return null;
  return said.block ? `${said.message} (${said.block.reason})` : said.message;
}

/** GitHub's own sentence in an error body, without what is appended to it; of a page, all of its text. */
export function sentenceOf(data: unknown): string | null {
  return typeof data === 'string' ? textOf(data) : (body.safeParse(data).data?.message ?? null);
}

/** The words of a page of HTML, or of a plain text. */
function textOf(page: string): string | null {
  const text = ['script', 'style', 'svg']
    .reduce(withoutElement, page.slice(0, mostCharacters))
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|middot);|&#(?:160|183);/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}

/** Without elements whose content nobody reads. */
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
