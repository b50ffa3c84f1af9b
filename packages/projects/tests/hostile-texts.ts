/** The start of a text, the unit that is repeated up to its size, and its end. */
type Shape = readonly [start: string, unit: string | ((n: number) => string), end?: string];

/** One for each place in a file of its kind from which a parser may scan far ahead. */
const starts: Record<string, readonly string[]> = {
  'package.json': ['{"dependencies":{"a":"', '{"a":'],
  'requirements.txt': ['a', '-e ./a'],
  'pyproject.toml': ['[project]\ndependencies=["a', 'a='],
  'Cargo.toml': ['[dependencies]\na="', '[target.'],
  'go.mod': ['module a\n', 'module a\nrequire '],
  Dockerfile: ['FROM a', 'FROM a\nRUN '],
  Pipfile: ['[packages]\na="', 'a='],
  Gemfile: ['gem "a', 'gem ', ''],
  'pom.xml': ['<project>', '<project a="', '<project><dependencies><dependency><artifactId>'],
  'plan.md': ['', '- [ ] '],
};

/** Tokens that any parser has to skip: spaces, line ends, brackets, quotes, comments, escapes. */
const units = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    'a',
    '0',
    '-',
    '.',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '"',
    "'",
    '`',
    '#',
    ';',
    '@',
    '$',
  ],
  ...['\\', '\\\n', '/', '<', '>', '!', '&', '*', ',', 'é', '\u{1f600}', '\u2028'],
  ...[
    ' ;',
    ' #',
    '[]',
    '((',
    '${A:-',
    '<!--',
    '*a **b ',
    '![[',
    '=> ',
    '"""\n',
    '- [ ] a\n',
    '# a\n',
    'a\n',
    'a = 1\n',
  ],
];

const special: Record<string, Record<string, Shape>> = {
  'package.json': {
    keys: ['{"dependencies":{', (n) => `"k${n}":"1",`, '"z":"1"}}'],
    'whole numbers as keys': [
      '{"dependencies":{',
      (n) => `"${(n * 1_000_003) % 4_294_967_291}":"1",`,
      '"z":"1"}}',
    ],
    'one key': ['{"dependencies":{', '"a":"1",', '"a":"1"}}'],
    list: ['{"dependencies":[', '1,', '1]}'],
    objects: ['{"dependencies":', '{"a":'],
    number: ['{"dependencies":{"a":', '9', '}}'],
    exponent: ['{"dependencies":{"a":1e', '9', '}}'],
    escapes: ['{"dependencies":{"a":"', '\\u0041', '"}}'],
  },
  'requirements.txt': {
    'bracket after spaces': ['a', ' ', '(('],
    'semicolon after spaces': ['./a', ' ', 'x;'],
    'semicolons in an address': ['a @ ', ';', ' x'],
    'extras without end': ['a[', '['],
    hashes: ['', 'a==1 \\\n --hash=sha256:aa\n'],
    continuations: ['a', '\\\n'],
    options: ['a', ' -'],
    eggs: ['-e a', '#egg=', '['],
    wheels: ['', '.whl', 'x'],
    dots: ['a', '.', '!'],
    scheme: ['', 'a+'],
    'one name': ['', (n) => `a==${n}\n`],
    names: ['', (n) => `a${n}==1\n`],
  },
  'pyproject.toml': {
    'dotted key': ['', 'a.', 'a=1'],
    'dotted table': ['[', 'a.', 'a]'],
    'deep tables': ['', (n) => `[${'a.'.repeat(500)}k${n}]\n`],
    tables: ['', (n) => `[t${n}]\n`],
    'tables of a list': ['', '[[a]]\n'],
    number: ['a=', '1'],
    'number with underscores': ['a=', '1_'],
    'hexadecimal number': ['a=0x', 'f'],
    date: ['a=2020-01-01T00:00:00.', '1'],
    'inline tables': ['a=', '{a='],
    lists: ['a=', '['],
    keys: ['a={', (n) => `k${n}=1,`, 'z=1}'],
    'constraints of another type': ['[tool.poetry.dependencies]\na=[', '1,', '1]'],
    'dependencies of another type': ['[tool.poetry.dependencies]\na={', (n) => `k${n}=1,`, 'z=1}'],
    groups: ['', (n) => `[tool.poetry.group.g${n}]\ndependencies=1\n`],
    'bracket after spaces': ['[project]\ndependencies=["a', ' ', '(("]'],
    text: ['a="""', '""\n', '"""'],
  },
  'Cargo.toml': {
    'entries of another type': ['[dependencies]\n', (n) => `k${n}=1\n`],
    'entries of one line': ['dependencies={', (n) => `k${n}=1,`, 'z=1}'],
    targets: ['', (n) => `[target.t${n}.dependencies]\nx.workspace=true\n`],
    'targets of another type': ['target={', (n) => `k${n}=1,`, 'z=1}'],
    'a long version for many': [
      `[workspace.dependencies]\nx={version="${' '.repeat(50_000)}1"}\n`,
      (n) => `[target.t${n}.dependencies]\nx.workspace=true\n`,
    ],
    'one package': ['[dependencies]\n', (n) => `k${n}={package="x",version="${n}"}\n`],
  },
  'go.mod': {
    'a long replacement for many': [
      `module a\nreplace x => ${'y'.repeat(50_000)}\n`,
      (n) => `require x v${n}\n`,
    ],
    requirements: ['module a\n', (n) => `require m${n} v1\n`],
    replacements: ['module a\n', (n) => `replace m${n} => b\n`],
    'words of a replacement': ['module a\nreplace ', '=> '],
    'one module': ['module a\n', (n) => `require m v${n}\n`],
  },
  Dockerfile: {
    'a long argument many times': [`ARG A=${'x'.repeat(50_000)}\nFROM `, '$A'],
    'an argument for many stages': [`ARG A=${'x'.repeat(1_900)}\n`, 'FROM $A\n'],
    stages: ['', (n) => `FROM a AS s${n}\n`],
    'open braces': ['FROM ', '${A-'],
    'braces closed at the end': ['FROM ', '${A:-', '}'],
    flags: ['FROM ', '--a ', 'x'],
    arguments: ['', 'ARG A=b\n', 'FROM $A'],
    'arguments of one line': ['ARG ', 'A=b ', '\nFROM $A'],
    'open here-documents': ['FROM a\nRUN ', '<<E '],
    'here-documents': ['FROM a\n', (n) => `RUN <<E${n}\n`],
    'an open quote': ['FROM a\nRUN <<E "', 'a'],
    'escapes in a quote': ['FROM a\nRUN <<E "', '\\'],
    triggers: ['FROM a\n', 'ONBUILD '],
    directives: ['', '# a=b\n'],
    'comments in an instruction': ['FROM a\nRUN \\\n', '#\n'],
  },
  Pipfile: {
    packages: ['[packages]\n', (n) => `k${n}="1"\n`],
    categories: ['', (n) => `[c${n}]\na=1\n`],
    'dotted key': ['', 'a.', 'a=1'],
  },
  Gemfile: {
    gems: ['', (n) => `gem "g${n}", "1"\n`],
    'a line without end': ['gem "a",', '\n"1",'],
    versions: ['gem "a"', ', "1"'],
    options: ['gem "a"', ', b: 1'],
    'options without values': ['gem "a", ', 'b: '],
    symbols: ['group ', ':a, ', ' do'],
    'symbols with spaces': ['group ', ':a          '],
    'open blocks': ['', 'group :test do\n'],
    'open blocks and a gem': ['', 'group :a do\n', 'gem "b"'],
    'gems in blocks': ['', (n) => `group :a do\ngem "g${n}"\n`],
    'blocks with arguments': ['', 'do |'],
    'arguments of blocks': ['a do |', 'a do '],
    'escapes in quotes': ['gem "', '\\"'],
    'open quotes': ['', 'gem "a\n'],
    parentheses: ['gem(', '(\n'],
  },
  'pom.xml': {
    'open elements': ['<project>', '<a>'],
    elements: ['<project>', '<a/>', '</project>'],
    names: ['<project>', '<a '],
    attributes: ['<project ', (n) => `a${n}="b" `],
    comments: ['<project>', '<!-- a -->'],
    'an open comment': ['<project><!--', '-'],
    'open comments': ['<project>', '<!--'],
    'character data': ['<project><![CDATA[', ']'],
    entities: ['<project>', '&amp;'],
    'an open entity': ['<project>&', 'a'],
    'open entities': ['<project>', '&a'],
    'a document type': ['<!DOCTYPE a [', '<!ENTITY a "b">'],
    instructions: ['', '<?a b?>'],
    dependencies: [
      '<project><dependencies>',
      (n) => `<dependency><artifactId>a${n}</artifactId></dependency>`,
      '</dependencies></project>',
    ],
    properties: ['<project><properties>', (n) => `<p${n}>\${p${n + 1}}</p${n}>`, '</properties></project>'],
    'a value of many properties': [
      '<project><dependencies><dependency><artifactId>',
      (n) => `$\{a${n % 9}}`,
      '</artifactId></dependency></dependencies></project>',
    ],
    'text between elements': ['<project>', 'a<b/>'],
  },
  'plan.md': {
    'headings with tasks': ['', (n) => `# ${n}\n- [ ] a\n`],
    'long headings': ['', (n) => `# ${'![['.repeat(160)}${n}\n- [ ] a\n`],
    'lines after a quote': [`${'> '.repeat(200)}a\n`, 'a\n'],
    'lines after a list': [`${'- '.repeat(100)}a\n`, '  a\n'],
    'deeper and deeper': ['', (n) => `${'  '.repeat(Math.min(n, 300))}- [ ] a\n`],
    'numbered items': ['', (n) => `${n}. [ ] a\n`],
    definitions: ['', (n) => `[k${n}]: u\n`],
    'a definition without end': ['[a]: u "', 'x\n'],
    html: ['', '<div>\n\n'],
    underlines: ['', 'a\n===\n'],
    'spaces after a mark': ['- [ ]', ' '],
    'marks in a quote': ['', '> - [x] a\n'],
  },
};

interface HostileTexts {
  path: string;
  shapes: { name: string; build(bytes: number): string }[];
}

/** Texts that are constructed to be slow to parse: at least 30 for each kind of file. */
export const hostileTexts: readonly HostileTexts[] = Object.entries(starts).map(([path, places]) => {
  const plain = places.flatMap((start) =>
    units.map((unit): [string, Shape] => [`${start}${unit}`, [start, unit]]),
  );
  const shapes = [...plain, ...Object.entries(special[path] ?? {})].map(([name, shape]) => ({
    name: JSON.stringify(name),
    build: (bytes: number) => build(shape, bytes),
  }));
  return { path, shapes };
});

function build([start, unit, end = '']: Shape, bytes: number): string {
  const room = bytes - Buffer.byteLength(start + end);
  if (typeof unit === 'string') return start + unit.repeat(room / Buffer.byteLength(unit)) + end;
  const parts: string[] = [];
  for (let filled = 0; filled < room; ) {
    const part = unit(parts.length);
    parts.push(part);
    filled += part.length;
  }
  return start + parts.join('') + end;
}
