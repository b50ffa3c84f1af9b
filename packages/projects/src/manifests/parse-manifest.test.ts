import { describe, expect, test } from 'vitest';
import { isManifest, parseManifest } from './parse-manifest.ts';

/** One line for each dependency. */
const shown = (path: string, text: string) =>
  parseManifest(path, text).dependencies.map(
    ({ kind, name, requirement }) => `${kind} ${name} ${requirement ?? '-'}`,
  );

test('files are manifests by their name, in any folder', () => {
  const paths = [
    'a/package.json',
    'requirements-dev.txt',
    'docker/Dockerfile.web',
    'web.Dockerfile',
    'x/go.mod',
    'requirements/dev.txt',
    'server/requirements/base.in',
    'Containerfile',
    'api/Containerfile.dev',
    'core/pom.xml',
    'Gemfile',
    'Pipfile',
  ];
  expect(paths.filter(isManifest)).toEqual(paths);
  const others = [
    'package-lock.json',
    'Dockerfiles/a',
    'cargo.toml',
    'README.md',
    'Gemfile.lock',
    'docs/dev.txt',
    '',
  ];
  expect(others.filter(isManifest)).toEqual([]);
});

test('a dependency has its file and ecosystem', () => {
  expect(parseManifest('web/package.json', '{"dependencies":{"left-pad":"^1.0.0"}}').dependencies).toEqual([
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

  test('an invalid line costs that line, and is named with its number', () => {
    const text = 'a==1\n\nb ==\\\n 2\nnot a requirement\n<<<<<<< HEAD\nc\n=======\nd>=1\n>>>>>>> main\n';
    expect(shown('requirements.txt', text)).toEqual(['prod a ==1', 'prod b ==  2', 'prod c -', 'prod d >=1']);
    expect(parseManifest('requirements.txt', text).error).toBe(
      '4 lines were skipped: line 5: not a requirement: not a requirement; line 6: not a requirement: <<<<<<< HEAD; ' +
        'line 8: not a requirement: =======; and 1 more',
    );
    expect(parseManifest('requirements.txt', 'a\r\n?\r\n').error).toBe(
      'a line was skipped: line 2: not a requirement: ?',
    );
    expect(parseManifest('requirements.txt', '\r\n\r\n')).toEqual({ dependencies: [], error: null });
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

describe('Pipfile', () => {
  test('packages, those for development, and other categories', () => {
    const text = `
[[source]]
url = "https://pypi.org/simple"
[packages]
requests = "*"
records = ">0.5.0"
django = { git = "https://github.com/django/django.git", ref = "1.11.4", editable = true }
local = { path = ".", editable = true }
odd = 1
[dev-packages]
pytest = { version = ">=8", extras = ["all"] }
[docs]
sphinx = "*"
[requires]
python_version = "3.12"
`;
    expect(shown('Pipfile', text)).toEqual([
      'prod requests *',
      'prod records >0.5.0',
      'prod django https://github.com/django/django.git',
      'prod local .',
      'prod odd -',
      'dev pytest >=8',
      'dev sphinx *',
    ]);
    expect(() => parseManifest('Pipfile', '[packages')).toThrow();
  });
});

describe('Gemfile', () => {
  test('versions, sources, groups and conditions', () => {
    const text = `# frozen_string_literal: true
source "https://rubygems.org" # the usual one
ruby "3.3.0"
gemspec
gem 'rails', '~> 7.1', '>= 7.1.3' # a comment, with 'quotes'
gem "pg"
gem("puma", ">= 5.0", require: false)
gem 'our-auth', git: 'https://github.com/acme/our-auth.git',
                branch: 'main'
gem 'widgets', :github => 'acme/widgets'
gem 'engine', path: 'engines/engine'
gem 'byebug', '11.1.3', group: :development
gem 'faker', groups: [:test, :development], require: false
gem 'both', group: [:production, :test]
group :development, :test do
  gem 'rspec-rails'
  platforms :mri do
    gem 'debug', "1.9"
  end
  if ENV['CI']
    gem 'ci-only'
  end
end
gem 'after' if RUBY_VERSION > '3'
group :production do
  gem 'lograge'
end
source 'https://gems.example.com' do
  gem 'private', '1.0'
end
`;
    expect(shown('Gemfile', text)).toEqual([
      'prod rails ~> 7.1, >= 7.1.3',
      'prod pg -',
      'prod puma >= 5.0',
      'prod our-auth https://github.com/acme/our-auth.git',
      'prod widgets acme/widgets',
      'prod engine engines/engine',
      'dev byebug 11.1.3',
      'dev faker -',
      'prod both -',
      'dev rspec-rails -',
      'dev debug 1.9',
      'dev ci-only -',
      'prod after -',
      'prod lograge -',
      'prod private 1.0',
    ]);
    expect(parseManifest('Gemfile', text).error).toBeNull();
  });

  test('a gem whose name is not a literal costs its line', () => {
    const text = 'gem "a-#{b}"\ngem name, "1"\ngem "c"\ngem\n';
    expect(shown('Gemfile', text)).toEqual(['prod c -']);
    expect(parseManifest('Gemfile', text).error).toContain(
      '3 lines were skipped: line 1: not the name of a gem',
    );
  });
});

describe('pom.xml', () => {
  test('dependencies with scopes and properties, plugins, and profiles', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>com.acme</groupId><artifactId>parent</artifactId><version>3</version></parent>
  <artifactId>shop</artifactId>
  <properties><spring.version>6.1.\${patch}</spring.version><patch>5</patch></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.junit</groupId><artifactId>junit-bom</artifactId><version>5.10</version><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <!-- <dependency><artifactId>no</artifactId></dependency> -->
    <dependency>
      <groupId>org.springframework</groupId><artifactId>spring-core</artifactId><version>\${spring.version}</version>
      <exclusions><exclusion><groupId>x</groupId><artifactId>excluded</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>\${project.groupId}</groupId><artifactId>api</artifactId><version>\${project.version}</version></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
    <dependency><groupId>a</groupId><artifactId>b</artifactId><version><![CDATA[1 & 2]]></version><optional>true</optional></dependency>
    <dependency><groupId>u</groupId><artifactId>v</artifactId><version>\${unknown}</version></dependency>
  </dependencies>
  <build><plugins>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13</version>
      <dependencies><dependency><groupId>of.plugin</groupId><artifactId>inner</artifactId></dependency></dependencies></plugin>
  </plugins></build>
  <profiles><profile><id>x</id><dependencies>
    <dependency><groupId>p</groupId><artifactId>q</artifactId><version>1</version></dependency>
  </dependencies></profile></profiles>
</project>`;
    expect(shown('pom.xml', text)).toEqual([
      'prod org.junit:junit-bom 5.10',
      'prod org.springframework:spring-core 6.1.5',
      'prod com.acme:api 3',
      'dev junit:junit -',
      'optional a:b 1 & 2',
      `prod u:v $\{unknown}`,
      'build org.apache.maven.plugins:maven-compiler-plugin 3.13',
      'prod p:q 1',
    ]);
  });

  test.for([
    '',
    'text',
    '<html></html>',
    '<project>',
    '<project></project><project></project>',
    '<project><a></b></project>',
    '<!DOCTYPE p [<!ENTITY a "b">]><project><dependencies><dependency><artifactId>&a;</artifactId></dependency></dependencies></project>',
  ])('%s is rejected', (text) => {
    expect(() => parseManifest('pom.xml', text)).toThrow();
  });

  test('properties that refer to each other do not grow without limit', () => {
    const grow = Array.from(
      { length: 20 },
      (_, n) => `<p${n + 1}>${`\${p${n}}`.repeat(10)}</p${n + 1}>`,
    ).join('');
    const text = `<project><properties><p0>x</p0>${grow}</properties><dependencies><dependency><artifactId>\${p20}</artifactId></dependency></dependencies></project>`;
    expect(() => parseManifest('pom.xml', text)).toThrow(RangeError);
  });
});
