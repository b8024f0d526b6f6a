// Holds the house rules of ARCHITECTURE: which package may import what, no cycles, sizes, names, and
// what a pure package must not do. Prints file:line for each breach; any breach fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeLine, importsOf, linesOf } from './source-lines.ts';

/** What a package may import of ours; the first block is pure. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  'business-calendar': ['kernel'],
  udi: [],
  access: ['kernel'],
  'ticket-core': ['kernel'],
  'sla-engine': ['kernel', 'business-calendar'],
  'asset-registry': ['kernel', 'business-calendar', 'udi'],
  dispatch: ['kernel', 'business-calendar'],
  'triage-rules': ['kernel'],
  'contract-usage': ['kernel', 'business-calendar'],
  'compliance-checks': ['kernel', 'business-calendar'],
};
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  platform: Object.keys(PURE),
  'graphql-api': ['platform'],
  server: ['graphql-api', 'platform'],
  client: [],
  console: ['client'],
};
/** Private packages that measure the others and are imported by none. */
const isWorkbench = (name: string) => name === 'bench' || name.startsWith('bench-');
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = { ...PURE, ...SHELLS };

const SOURCE_LIMIT = 500;
const TEST_LIMIT = 800;
const USUAL_LIMIT = 300;
const BANNED_NAMES = /(^|[-./])(utils?|commons?|helpers?|managers?|base)([-./]|$)/;
/** What `tables:print` writes: as long as there are tables. */
const PRINTED = /\/migrations\/[^/]+\/tables\.ts$/;
const CONFIG_FILES = /(^|\/)(vitest|tsup|knip)\.config\.ts$/;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const breaches: string[] = [];
const complain = (file: string, line: number, message: string) =>
  breaches.push(`${relative(root, file)}:${line}  ${message}`);

interface Source {
  readonly file: string;
  readonly lines: readonly CodeLine[];
  readonly imports: ReturnType<typeof importsOf>;
  readonly isTest: boolean;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);
for (const name of packages) checkPackage(name);
checkUsualSize();

if (breaches.length > 0) {
  console.error(breaches.sort().join('\n'));
  console.error(`\nArchitecture: ${breaches.length} breach(es).`);
  process.exit(1);
}
console.log(`Architecture: ${packages.length} packages keep the house rules.`);

function checkPackage(name: string): void {
  const folder = join(root, 'packages', name);
  const manifestFile = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  if (!MAY_IMPORT[name] && !isWorkbench(name)) {
    complain(
      manifestFile,
      1,
      `The table of ${relative(root, import.meta.filename)} has no ${name}.`,
    );
  }
  const sources = filesUnder(folder).map(read);
  for (const source of sources) {
    checkForm(source);
    if (PURE[name] && !source.isTest && source.file.startsWith(join(folder, 'src'))) {
      checkPurity(source);
    }
  }
  checkDirection(name, folder, manifest, sources);
  checkCycles(sources.filter((source) => !source.isTest));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', 'data'].includes(entry.name) ? [] : filesUnder(path);
    }
    return /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function read(file: string): Source {
  const lines = linesOf(readFileSync(file, 'utf8'));
  const isTest = file.endsWith('.test.ts') || /\/packages\/[^/]+\/(test|bench)\//.test(file);
  return { file, lines, imports: importsOf(lines), isTest };
}

/** Names, sizes, and constructs that nobody uses here. */
function checkForm({ file, lines, isTest }: Source): void {
  const name = relative(root, file);
  if (BANNED_NAMES.test(name)) complain(file, 1, 'The name says nothing of what is in it.');
  const limit = isTest ? TEST_LIMIT : SOURCE_LIMIT;
  if (lines.length > limit && !PRINTED.test(name))
    complain(file, limit + 1, `${lines.length} lines; at most ${limit}.`);
  for (const { code, number } of lines) {
    if (/^\s*export\s+default\b/.test(code) && !CONFIG_FILES.test(name)) {
      complain(file, number, 'No default exports: a thing has one name.');
    }
    if (/^\s*export\s*\*/.test(code)) complain(file, number, 'No export *: say what is exported.');
    if (/^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s+\w/.test(code)) {
      complain(file, number, 'No enums: a const array and its union type.');
    }
    if (/^\s*@[A-Za-z]\w*(\(|\s*$)/.test(code)) complain(file, number, 'No decorators.');
    if (!isTest && /\bLockMode\b/.test(code) && !name.endsWith('orm/lock.ts')) {
      complain(file, number, 'Lock with LOCKED of orm/lock.ts: it also reads anew what it locks.');
    }
    if (!isTest && /^\s*export\b.*:\s*any\b/.test(code)) {
      complain(file, number, 'An export must not be typed any.');
    }
  }
}

/** No I/O, no clock, no chance: the same input, the same answer. */
function checkPurity({ file, lines, imports }: Source): void {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/\bDate\.now\s*\(/, 'reads the clock (Date.now); take the instant as an argument'],
    [/\bnew Date\s*\(\s*\)/, 'reads the clock (new Date()); take the instant as an argument'],
    [/\bperformance\.now\s*\(/, 'reads a clock (performance.now)'],
    [
      /\bMath\.random\s*\(/,
      'is left to chance (Math.random); take ids and randomness as arguments',
    ],
    [/\b(crypto|globalThis\.crypto)\.(randomUUID|getRandomValues)\b/, 'is left to chance (crypto)'],
    [/\basync\b(?!['"])|\bawait\b|\bnew Promise\b/, 'is asynchronous'],
    [/\bprocess\.(env|argv|cwd|exit|hrtime)\b/, 'looks at the process it runs in'],
    [/\b(setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/, 'sets a timer'],
    [/\bconsole\.\w+\s*\(/, 'prints'],
    [/\bfetch\s*\(/, 'goes to the network'],
  ];
  for (const { code, number } of lines) {
    for (const [pattern, what] of rules) {
      if (pattern.test(code)) complain(file, number, `A pure package ${what}.`);
    }
  }
  for (const { from, line } of imports) {
    if (from.startsWith('node:') || builtinModules.includes(from)) {
      complain(file, line, `A pure package imports nothing of Node (${from}).`);
    }
  }
}

/** Which package may import which, in the code and in package.json; nothing undeclared, nothing unused. */
function checkDirection(
  name: string,
  folder: string,
  manifest: Manifest,
  sources: readonly Source[],
): void {
  const allowed = MAY_IMPORT[name] ?? packages;
  const used = new Set<string>();
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const forTests = { ...declared, ...manifest.devDependencies };
  for (const { file, imports, isTest } of sources) {
    const inSource = file.startsWith(join(folder, 'src')) && !isTest;
    for (const { from, line } of imports) {
      if (from.startsWith('.')) {
        const target = resolve(dirname(file), from);
        // Test support is shared by path: it is no package and is never published.
        const shared = isWorkbench(name) && target.startsWith(join(root, 'scripts'));
        if (!target.startsWith(`${folder}/`) && inSource && !shared) {
          complain(file, line, `Reaches out of its package (${from}).`);
        }
        continue;
      }
      const [, other] = /^@wardline\/([^/]+)(\/.*)?$/.exec(from) ?? [];
      if (other === undefined) continue;
      used.add(other);
      if (from !== `@wardline/${other}`) complain(file, line, `Deep import (${from}).`);
      if (inSource && !allowed.includes(other)) {
        complain(file, line, `${name} must not import ${other}.`);
      }
      if (other !== name && !(`@wardline/${other}` in (inSource ? declared : forTests))) {
        complain(file, line, `${name} imports ${other} without declaring it in package.json.`);
      }
    }
  }
  for (const dependency of Object.keys(forTests)) {
    const [, other] = /^@wardline\/(.+)$/.exec(dependency) ?? [];
    if (other === undefined) continue;
    const at = join(folder, 'package.json');
    if (dependency in declared && !allowed.includes(other)) {
      complain(at, lineOf(at, dependency), `${name} must not depend on ${other}.`);
    }
    if (!used.has(other)) complain(at, lineOf(at, dependency), `${name} does not use ${other}.`);
  }
}

function lineOf(file: string, text: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(`"${text}"`)) + 1;
}

/** Files of one package that import each other in a circle; imports of types alone make none. */
function checkCycles(sources: readonly Source[]): void {
  const known = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]) => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      const circle = [...trail.slice(at), file].map((each) => relative(root, each)).join(' → ');
      complain(file, 1, `An import cycle: ${circle}`);
      return;
    }
    if (done.has(file)) return;
    for (const { from, typeOnly } of known.get(file)?.imports ?? []) {
      if (typeOnly || !from.startsWith('.')) continue;
      visit(resolve(dirname(file), from), [...trail, file]);
    }
    done.add(file);
  };
  for (const file of known.keys()) visit(file, []);
}

function checkUsualSize(): void {
  const sizes = packages
    .flatMap((name) => filesUnder(join(root, 'packages', name)).map(read))
    .filter((source) => !source.isTest)
    .map((source) => source.lines.length);
  const small = sizes.filter((size) => size <= USUAL_LIMIT).length;
  if (small < sizes.length * 0.9) {
    complain(
      join(root, 'packages'),
      1,
      `Nine in ten files have at most ${USUAL_LIMIT} lines; here ${small} of ${sizes.length} do.`,
    );
  }
}
