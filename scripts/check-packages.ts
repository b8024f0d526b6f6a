// Packs each publishable package as `pnpm publish` would and checks the tarball: publint, types as
// consumers resolve them (ESM only), and the list of exports against the committed exports.txt.
//   --update   writes the lists anew; the diff is what the next release changes for its users
// Needs a build (pnpm build).
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const update = process.argv.includes('--update');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const temporary = mkdtempSync(join(tmpdir(), 'wardline-pack-'));

const packages = readdirSync(join(root, 'packages')).filter((name) => {
  const manifest = join(root, 'packages', name, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true;
});

let failures = 0;
for (const name of packages) {
  const problems = await check(name);
  failures += problems.length;
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} @wardline/${name}`);
  for (const problem of problems) console.log(problem.replace(/^/gm, '       '));
}
rmSync(temporary, { recursive: true, force: true });
console.log(`Packages: ${packages.length} packed and checked, ${failures} problem(s).`);
process.exit(failures > 0 ? 1 : 0);

async function check(name: string): Promise<string[]> {
  const folder = join(root, 'packages', name);
  if (!existsSync(join(folder, 'dist', 'index.js'))) return ['It has no dist: run "pnpm build".'];
  const packed = await attempt('pnpm', ['pack', '--pack-destination', temporary], folder);
  if (packed) return [packed];
  const tarball = readdirSync(temporary).find((file) => file.startsWith(`wardline-${name}-`));
  if (!tarball) return ['pnpm pack made no tarball.'];
  const file = join(temporary, tarball);
  const problems = await Promise.all([
    attempt(bin('publint'), ['run', file, '--strict'], folder),
    attempt(
      bin('attw'),
      [file, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'],
      folder,
    ),
  ]);
  return [...problems, checkExports(name, folder)].filter((problem) => problem !== null);
}

/** What the command said if it failed, else null. */
async function attempt(command: string, args: string[], cwd: string): Promise<string | null> {
  try {
    await run(command, args, { cwd });
    return null;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & Record<string, string>;
    return `${stdout}${stderr}`.trim() || message;
  }
}

function checkExports(name: string, folder: string): string | null {
  const declarations = join(folder, 'dist', 'index.d.ts');
  if (!existsSync(declarations)) return 'It has no dist/index.d.ts: run "pnpm build".';
  const made = `${exportsOf(readFileSync(declarations, 'utf8')).join('\n')}\n`;
  const file = join(folder, 'exports.txt');
  if (update) {
    writeFileSync(file, made);
    return null;
  }
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kept === made) return null;
  const [before, now] = [kept.split('\n'), made.split('\n')];
  const changes = [
    ...before.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
  return `The exports are not those of packages/${name}/exports.txt:\n${changes.join('\n')}\nIf that is meant, run "pnpm lint:packages --update" and commit the file with a changeset.`;
}

/** `type Name` or `name` for each export; declarations are all there is in these files. */
function exportsOf(declarations: string): string[] {
  const code = declarations.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const names: string[] = [];
  for (const [, typeOnly, list = ''] of code.matchAll(/export\s+(type\s+)?\{([^}]*)\}/g)) {
    for (const entry of list.split(',').map((each) => each.trim())) {
      if (entry === '') continue;
      const [, type, name] = /^(type\s+)?(?:.+\s+as\s+)?(\S+)$/.exec(entry) ?? [];
      names.push(typeOnly || type ? `type ${name}` : String(name));
    }
  }
  for (const [, kind, name] of code.matchAll(
    /export\s+declare\s+(?:abstract\s+)?(\w+)\s+(\w+)|export\s+(?:interface|type)\s+(\w+)/g,
  )) {
    if (name) names.push(kind === 'type' || kind === 'interface' ? `type ${name}` : name);
  }
  return [...new Set(names)].sort();
}
