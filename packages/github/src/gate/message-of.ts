import { z } from 'zod';

const body = z.looseObject({
  message: z.string().min(1),
  /** Why access to a repository is blocked, as `dmca` or `tos`. */
  block: z.looseObject({ reason: z.string() }).nullish().catch(null),
});

/** Of a page that is longer the rest says no more. */
const mostCharacters = 10_000;

/** GitHub's own sentence in an error body; of a page, as its edge and proxies answer, the text. */
export function sentenceOf(data: unknown): string | null {
  if (typeof data === 'string') return textOf(data.slice(0, mostCharacters));
  return body.safeParse(data).data?.message ?? null;
}

/** What GitHub's error body says in words: its sentence, and why access to a repository is blocked. */
export function messageOf(data: unknown): string | null {
  const sentence = sentenceOf(data);
  const block = body.safeParse(data).data?.block;
  return sentence !== null && block ? `${sentence} (${block.reason})` : sentence;
}

/** The words of a page of HTML. */
function textOf(page: string): string | null {
  const text = page
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|middot);/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text.slice(0, 300);
}
