import { filesUnder, readText } from './repository.ts';

const names = (text: string) => [...text.matchAll(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g)].map(([name]) => name);

/** The variables that hold secrets. */
export const secretVariables: readonly string[] = [
  ...readText('packages/config/src/sources/secret-variables.ts').matchAll(/^ {2}'([A-Z_]+)',$/gm),
].map(([, name = '']) => name);

/** The variables that each section reads, by its name. */
const sections: ReadonlyMap<string, readonly string[]> = new Map(
  filesUnder('packages/config/src/sections').flatMap((file) => {
    const text = readText(file);
    const found = text.split(/^export const (?=\w+ = section\()/m);
    const [before = '', ...each] = found;
    return each.map((section) => [/^\w+/.exec(section)?.[0] ?? '', names(before + section)] as const);
  }),
);

/** What a process reads of its environment. */
export interface ProcessConfiguration {
  sections: ReadonlySet<string>;
  variables: ReadonlySet<string>;
  /** Those that hold secrets it needs. */
  secrets: ReadonlySet<string>;
}

/** What the process reads that Node starts with these arguments, by the sections that its configuration is made of. */
export function configurationOf(args: readonly string[]): ProcessConfiguration {
  const at = args.findIndex((each) => each.endsWith('.ts'));
  const script = args[at] ?? '';
  const command = args[at + 1];
  const file = script.startsWith('apps/hubtwin/')
    ? command === undefined || command === 'help'
      ? 'apps/hubtwin/src/load-command-config.ts'
      : `apps/hubtwin/src/commands/${command}.ts`
    : script.replace('main.ts', 'config.ts');
  const used = [...readText(file).matchAll(/\b\w+Config\b/g)].map(([name]) => name);
  const own = used.filter((name) => sections.has(name) && name !== 'processConfig');
  const read = own.flatMap((name) => sections.get(name) ?? []);
  // Every process takes from its log whatever secrets it has, which is no reason to have them.
  const common = (sections.get('processConfig') ?? []).filter((name) => !secretVariables.includes(name));
  return {
    sections: new Set(own),
    variables: new Set([...read, ...common]),
    secrets: new Set(read.filter((name) => secretVariables.includes(name))),
  };
}

/** Node's heap by the arguments of a process, in MiB; NaN where they do not say. */
export const heapOf = (args: readonly string[]) =>
  Number(/--max-old-space-size=(\d+)/.exec(args.join(' '))?.[1] ?? Number.NaN);

/** What a process takes beside that heap, in MiB: its young generation, code, stacks and buffers. */
export const besideHeap = 256;
