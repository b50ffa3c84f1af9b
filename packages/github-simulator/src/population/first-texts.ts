import type { Repository } from '../world/model.ts';

const manifests: Readonly<Record<string, (name: string) => [path: string, text: string]>> = {
  TypeScript: (name) => [
    'package.json',
    `${JSON.stringify({ name, version: '1.0.0', dependencies: { fastify: '^5.6.0' } }, null, 2)}\n`,
  ],
  Go: (name) => ['go.mod', `module example.com/${name}\n\ngo 1.25\n\nrequire golang.org/x/sync v0.17.0\n`],
  Python: (name) => [
    'pyproject.toml',
    `[project]\nname = "${name}"\nversion = "1.0.0"\ndependencies = ["httpx>=0.28"]\n`,
  ],
  Rust: (name) => [
    'Cargo.toml',
    `[package]\nname = "${name}"\nversion = "1.0.0"\n\n[dependencies]\nserde = "1"\n`,
  ],
};

/** A README, and the manifest of the repository's language. */
export function firstTexts({ name, description, language }: Repository): Map<string, string> {
  const manifest = manifests[language ?? '']?.(name);
  return new Map([['README.md', `# ${name}\n\n${description ?? ''}\n`], ...(manifest ? [manifest] : [])]);
}
