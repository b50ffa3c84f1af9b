import { describe, expect, test } from 'vitest';
import { isManifest, parseManifest } from './parse-manifest.ts';

/** One line for each dependency. */
const shown = (path: string, text: string) =>
  parseManifest(path, text).map(({ kind, name, requirement }) => `${kind} ${name} ${requirement ?? '-'}`);

test('files are manifests by their name, in any folder', () => {
  const paths = [
    'a/package.json',
    'requirements-dev.txt',
    'docker/Dockerfile.web',
    'web.Dockerfile',
    'x/go.mod',
  ];
  expect(paths.filter(isManifest)).toEqual(paths);
  expect(['package-lock.json', 'Dockerfiles/a', 'cargo.toml', 'README.md', ''].filter(isManifest)).toEqual(
    [],
  );
});

test('a dependency has its file and ecosystem', () => {
  expect(parseManifest('web/package.json', '{"dependencies":{"left-pad":"^1.0.0"}}')).toEqual([
    { manifest: 'web/package.json', ecosystem: 'npm', name: 'left-pad', requirement: '^1.0.0', kind: 'prod' },
  ]);
});

test('passwords in URLs are removed', () => {
  const text = 'git+https://me:secret@example.com/a.git#egg=a\nb @ https://token@example.com/b.whl';
  expect(shown('requirements.txt', text)).toEqual([
    'prod a git+https://example.com/a.git#egg=a',
    'prod b https://example.com/b.whl',
  ]);
});

describe('package.json', () => {
  test('every kind of dependency', () => {
    const text = JSON.stringify({
      name: 'shop',
      dependencies: { express: '^5.0.0', own: 'workspace:*', fork: 'github:me/fork#v1', fsevents: '1' },
      devDependencies: { vitest: 'catalog:', alias: 'npm:real@1.2.3' },
      peerDependencies: { react: '>=18' },
      optionalDependencies: { fsevents: '~2.3.0' },
      bundledDependencies: ['express'],
    });
    expect(shown('package.json', text)).toEqual([
      'prod express ^5.0.0',
      'prod own workspace:*',
      'prod fork github:me/fork#v1',
      'dev vitest catalog:',
      'dev alias npm:real@1.2.3',
      'peer react >=18',
      'optional fsevents ~2.3.0',
    ]);
  });

  test.for(['', '{', '[]', 'null', '{"dependencies":["a"]}', '{"a":1,}'])('%s is rejected', (text) => {
    expect(() => parseManifest('package.json', text)).toThrow();
  });

  test('names that are special to JavaScript are names', () => {
    const text = '{"dependencies":{"constructor":"1","toString":"2"}}';
    expect(shown('package.json', text)).toEqual(['prod constructor 1', 'prod toString 2']);
  });
});

describe('requirements.txt', () => {
  test('versions, extras, markers, hashes, options, editables and addresses', () => {
    const text = `# a comment
--index-url https://pypi.example.com/simple
-r base.txt
-c constraints.txt
Django>=4.2,<5  # a comment
requests[socks, security] == 2.31.* ; python_version < "3.9" and sys_platform == 'win32'
typing-extensions
idna==3.7 \\
    --hash=sha256:82fee1fc78add43492d3a1898bfa6d8a904cc97d8427f683ed8e798d07761aa0 \\
    --hash=sha256:028ff3aadf0609c1fd278d8ea3089299412a7a8b9bd005dd08b9f8285bcb5cfc
-e git+https://github.com/me/tool.git@main#egg=tool
-e ./local[extra]
pip @ https://github.com/pypa/pip/archive/22.0.2.zip ; python_version > "3"
./wheels/thing-1.0-py3-none-any.whl
zope.interface (>=5.0)
numpy~=1.26; python_version<"3.12"
numpy~=2.0; python_version>="3.12"
`;
    expect(shown('requirements.txt', text)).toEqual([
      'prod Django >=4.2,<5',
      'prod requests == 2.31.*',
      'prod typing-extensions -',
      'prod idna ==3.7',
      'prod tool git+https://github.com/me/tool.git@main#egg=tool',
      'prod ./local[extra] ./local[extra]',
      'prod pip https://github.com/pypa/pip/archive/22.0.2.zip',
      'prod ./wheels/thing-1.0-py3-none-any.whl ./wheels/thing-1.0-py3-none-any.whl',
      'prod zope.interface >=5.0',
      'prod numpy ~=1.26 | ~=2.0',
    ]);
  });

  test('an invalid requirement is rejected, an empty file is not', () => {
    expect(() => parseManifest('requirements.txt', 'a b c')).toThrow(SyntaxError);
    expect(() => parseManifest('requirements.txt', '<!doctype html>')).toThrow(SyntaxError);
    expect(shown('requirements.txt', '\r\n\r\n')).toEqual([]);
  });
});

describe('pyproject.toml', () => {
  test('in the format of the standards', () => {
    const text = `
[build-system]
requires = ["hatchling >= 1.0"]
[project]
name = "shop"
dependencies = ["httpx>=0.27", "rich[all]; python_version >= '3.9'"]
[project.optional-dependencies]
cli = ["typer~=0.12"]
[dependency-groups]
test = ["pytest>=8", {include-group = "lint"}]
lint = ["ruff"]
[tool.uv]
dev-dependencies = ["mypy"]
[tool.black]
line-length = 100
`;
    expect(shown('pyproject.toml', text)).toEqual([
      'prod httpx >=0.27',
      'prod rich -',
      'optional typer ~=0.12',
      'dev pytest >=8',
      'dev ruff -',
      'build hatchling >= 1.0',
      'dev mypy -',
    ]);
  });

  test('in the format of Poetry', () => {
    const text = `
[tool.poetry.dependencies]
python = "^3.11"
django = "^5.0"
psycopg = { version = "^3.1", extras = ["binary"], optional = true }
fork = { git = "https://github.com/me/fork.git", branch = "main" }
here = { path = "../here", develop = true }
numpy = [{ version = "^1.26", python = "<3.12" }, { version = "^2", python = ">=3.12" }]
[tool.poetry.dev-dependencies]
black = "*"
[tool.poetry.group.test.dependencies]
pytest = "^8"
`;
    expect(shown('pyproject.toml', text)).toEqual([
      'prod django ^5.0',
      'optional psycopg ^3.1',
      'prod fork https://github.com/me/fork.git',
      'prod here ../here',
      'prod numpy ^1.26 | ^2',
      'dev black *',
      'dev pytest ^8',
    ]);
  });

  test('values of another type are ignored, invalid TOML is rejected', () => {
    expect(
      shown(
        'pyproject.toml',
        '[project]\ndependencies = "a"\n[tool]\npoetry = 1\nuv = {dev-dependencies=["b"]}',
      ),
    ).toEqual(['dev b -']);
    expect(() => parseManifest('pyproject.toml', '[project\nname = ')).toThrow();
    expect(() => parseManifest('pyproject.toml', `a = ${'['.repeat(100_000)}`)).toThrow();
  });
});

test('Cargo.toml: kinds, targets, renames, and dependencies of a workspace', () => {
  const text = `
[package]
name = "shop"
[dependencies]
serde = { version = "1.0", features = ["derive"] }
rand = "0.8"
tokio.workspace = true
elsewhere = { workspace = true, optional = true }
own = { path = "../own" }
fast = { package = "fast-json", version = "2", optional = true }
[dev-dependencies]
proptest = "1"
[build-dependencies]
cc = "1.0"
[target.'cfg(windows)'.dependencies]
winapi = "0.3"
[workspace]
members = ["a"]
[workspace.dependencies]
tokio = { version = "1.38", features = ["full"] }
git-only = { git = "https://github.com/me/g" }
`;
  expect(shown('Cargo.toml', text)).toEqual([
    'prod serde 1.0',
    'prod rand 0.8',
    'prod tokio 1.38',
    'optional elsewhere -',
    'prod own ../own',
    'optional fast-json 2',
    'dev proptest 1',
    'build cc 1.0',
    'prod winapi 0.3',
    'prod git-only https://github.com/me/g',
  ]);
  expect(() => parseManifest('Cargo.toml', 'dependencies = [')).toThrow();
});

test('go.mod: blocks, single lines, indirect ones, replacements; excluded ones are not required', () => {
  const text = `module example.com/shop // the module

go 1.22
toolchain go1.22.1

require github.com/spf13/cobra v1.8.0
require (
\tgolang.org/x/net v0.24.0 // indirect
\t"github.com/pkg/errors" v0.9.1
\tgopkg.in/yaml.v3 v3.0.1 // indirect; used by tests
\t// github.com/not/there v1.0.0
)

replace github.com/spf13/cobra => ../cobra
replace (
\tgolang.org/x/net v0.24.0 => example.com/net v0.24.1
\tgithub.com/pkg/errors v0.1.0 => example.com/errors v0.1.1
)
exclude golang.org/x/crypto v0.0.1
retract (
\tv1.0.0 // wrong
)
`;
  expect(shown('go.mod', text)).toEqual([
    'prod github.com/spf13/cobra v1.8.0 => ../cobra',
    'indirect golang.org/x/net v0.24.0 => example.com/net v0.24.1',
    'prod github.com/pkg/errors v0.9.1',
    'indirect gopkg.in/yaml.v3 v3.0.1',
  ]);
  expect(() => parseManifest('go.mod', 'module a\nrequire (\n b v1')).toThrow(SyntaxError);
  expect(() => parseManifest('go.mod', 'not a go.mod')).toThrow(SyntaxError);
});

describe('Dockerfile', () => {
  test('the images of all stages, with expanded arguments', () => {
    const text = `# syntax=docker/dockerfile:1
ARG NODE=22
ARG REGISTRY=registry.example.com:5000
FROM --platform=$BUILDPLATFORM \${REGISTRY}/node:\${NODE}-alpine AS build
RUN <<EOF
FROM not-an-image:1
EOF
FROM build AS Test
from \\
  # between
  python:\${PYTHON:-3.12}
COPY --from=build /a /b
FROM scratch
FROM gcr.io/distroless/base@sha256:abc AS last
FROM LAST
`;
    expect(shown('Dockerfile', text)).toEqual([
      'build registry.example.com:5000/node 22-alpine',
      'build python 3.12',
      'prod gcr.io/distroless/base sha256:abc',
    ]);
  });

  test('an argument without a value is not expanded; a file without FROM is rejected', () => {
    expect(shown('Dockerfile', 'ARG BASE\nFROM $BASE\n')).toEqual(['prod $BASE -']);
    expect(shown('Dockerfile', 'FROM localhost:5000/a:1@sha256:abc\r\n')).toEqual([
      'prod localhost:5000/a 1@sha256:abc',
    ]);
    expect(() => parseManifest('Dockerfile', 'RUN true')).toThrow(SyntaxError);
    expect(() => parseManifest('Dockerfile', '')).toThrow(SyntaxError);
  });
});
