import type { TaskSection } from '@hubtwin/database';
import MarkdownIt from 'markdown-it';

// Tasks are told by blocks alone; text is only looked into in headings.
const markdown = new MarkdownIt('commonmark');
const blocks = new MarkdownIt('commonmark');
blocks.core.ruler.enableOnly(['normalize', 'block']);

/** @see https://github.github.com/gfm/#task-list-items-extension- */
const marker = /^\[([ \txX])\][ \t\n]+\S/;
const longestHeading = 500;
const mostSections = 2_000;

/**
 * The tasks of a Markdown text, by the headings that they stand under, in their order; headings without any are
 * left out, and those of one path are one.
 *
 * @throws RangeError for a text with tasks under more than 2,000 headings.
 */
export function countTasks(text: string): TaskSection[] {
  const sections = new Map<string, TaskSection>();
  const path: { level: number; title: string }[] = [];
  const tokens = blocks.parse(text, {});
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.level === 0) {
      const level = Number(token.tag.slice(1));
      while ((path.at(-1)?.level ?? 0) >= level) path.pop();
      path.push({ level, title: titleOf(tokens[at + 1]?.content ?? '') });
    }
    if (token.type !== 'list_item_open' || tokens[at + 1]?.type !== 'paragraph_open') continue;
    const [, mark] = marker.exec(tokens[at + 2]?.content ?? '') ?? [];
    if (mark === undefined) continue;
    const headings = path.map(({ title }) => title);
    const key = JSON.stringify(headings);
    const section = sections.get(key) ?? { headings, done: 0, total: 0 };
    section.total += 1;
    if (/[xX]/.test(mark)) section.done += 1;
    sections.set(key, section);
    if (sections.size > mostSections) throw new RangeError(`tasks under more than ${mostSections} headings`);
  }
  return [...sections.values()];
}

/** A heading's text, without emphasis, links and such. */
function titleOf(source: string): string {
  const [inline] = markdown.parseInline(source.slice(0, longestHeading), {});
  const texts = (inline?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content));
  return texts.join('').trim();
}
