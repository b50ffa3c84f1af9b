import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pages = [
  `${root}README.md`,
  `${root}apps/hubtwin/README.md`,
  ...readdirSync(`${root}docs`)
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${root}docs/${file}`),
];

/** The commands that do something, with their whole names. */
function leaves(command: Command, path: string[] = []): { name: string; command: Command }[] {
  const inner = command.createHelp().visibleCommands(command);
  const own = inner.filter((each) => each.name() !== 'help');
  if (own.length === 0) return [{ name: path.join(' '), command }];
  return own.flatMap((each) => leaves(each, [...path, each.name()]));
}

const commands = leaves(createProgram());

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 100 });
  command.outputHelp();
  return text;
}

test('docs/commands.md is the help of every command, each with an example', async () => {
  const sections = commands.map(({ name, command }) => {
    const text = helpOf(command);
    expect(text, name).toContain(`$ hubtwin ${name}`);
    return `## ${name}\n\n${'```'}\n${text.trimEnd()}\n${'```'}\n`;
  });
  const page = `# The commands of hubtwin\n\nAs \`hubtwin <command> --help\` shows them. In the repository \`npm run hubtwin -- <command>\` runs them.\n\n${sections.join('\n')}`;
  await expect(page).toMatchFileSnapshot(`${root}docs/commands.md`);
});

test('every command in the docs exists with its options', () => {
  const known = new Map(commands.map(({ name, command }) => [name, command]));
  const documented = pages.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/(?:npm run hubtwin -- |`hubtwin |\$ hubtwin )([^`\n#]+)/g)].map(
      ([, words = '']) => ({ file, words }),
    );
  });
  expect(documented.length).toBeGreaterThan(20);
  for (const { file, words } of documented) {
    const named = words.trim().split(/\s+/);
    if (named[0]?.startsWith('<')) continue;
    const command = known.get(named.slice(0, 2).join(' ')) ?? known.get(named[0] ?? '');
    const isGroup = createProgram().commands.some((each) => each.name() === named[0]);
    expect(isGroup, `${file}: ${words}`).toBe(true);
    for (const option of words.match(/--[a-z-]+/g) ?? []) {
      const flags = command?.options.map(({ long }) => long) ?? [];
      expect([...flags, '--help'], `${file}: ${words}`).toContain(option);
    }
  }
});

test('an unknown command is answered with the nearest one, and no command with a usage error', async () => {
  const said = async (...args: string[]) => {
    const program = createProgram();
    let text = '';
    program.configureOutput({ writeErr: (part) => (text += part) });
    await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow();
    return text;
  };
  expect(await said('imprt', 'acme')).toContain('Did you mean import?');
  expect(await said('doctr')).toContain('Did you mean doctor?');
});
