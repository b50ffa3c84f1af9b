import type { TaskSection } from '@hubtwin/database';
import MarkdownIt from 'markdown-it';

// Task items are recognised in blocks; inline text is parsed in headings only.
const markdown = new MarkdownIt('commonmark');
const blocks = new MarkdownIt('commonmark');
blocks.core.ruler.enableOnly(['normalize', 'block']);

/** @see https://github.github.com/gfm/#task-list-items-extension- */
const marker = /^\[([ \txX])\][ \t\n]+\S/;
const maxHeadingLength = 200;
const maxSections = 2_000;

/**
 * Counts the tasks of a Markdown text by their headings, in order; headings without tasks are excluded, and those
 * with the same path are merged.
 *
 * @throws RangeError for a text with tasks under more than 2,000 headings.
 */
export function countTasks(text: string): TaskSection[] {
  const sections = new Map<string, TaskSection>();
  const path: { level: number; source: string; title?: string }[] = [];
  /** The section of the current headings; looked up when the first task follows. */
  let current: TaskSection | null = null;
  const tokens = blocks.parse(text, {});
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.level === 0) {
      const level = Number(token.tag.slice(1));
      while ((path.at(-1)?.level ?? 0) >= level) path.pop();
      path.push({ level, source: tokens[at + 1]?.content ?? '' });
      current = null;
    }
    if (token.type !== 'list_item_open' || tokens[at + 1]?.type !== 'paragraph_open') continue;
    const [, mark] = marker.exec(tokens[at + 2]?.content ?? '') ?? [];
    if (mark === undefined) continue;
    current ??= sectionHere();
    current.total += 1;
    if (/[xX]/.test(mark)) current.done += 1;
  }
  return [...sections.values()];

  function sectionHere(): TaskSection {
    for (const heading of path) heading.title ??= titleOf(heading.source);
    const headings = path.map(({ title = '' }) => title);
    const key = JSON.stringify(headings);
    const section = sections.get(key) ?? { headings, done: 0, total: 0 };
    sections.set(key, section);
    if (sections.size > maxSections) throw new RangeError(`tasks under more than ${maxSections} headings`);
    return section;
  }
}

/** The text of a heading, without markup. */
function titleOf(source: string): string {
  const [inline] = markdown.parseInline(source.slice(0, maxHeadingLength), {});
  const texts = (inline?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content));
  return texts.join('').trim();
}
