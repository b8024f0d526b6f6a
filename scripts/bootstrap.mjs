// `npm start` and `npm test` begin here, on whatever Node (>= 20) the machine has. Fetches pnpm and,
// where the machine's Node is too old for the stack, a current Node from the npm registry into .tools/,
// installs, builds and hands over. `.ci/run` comes through here as well. Nothing outside this folder is touched; a warm run skips all of it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, '.tools');
const NODE_VERSION = '26.10.0';
const MINIMUM_NODE = [22, 18];

const [task, ...rest] = process.argv.slice(2);
const tasks = {
  start: () => [process.execPath, ['packages/server/dist/cli.js', 'demo', ...rest]],
  test: () => [process.execPath, ['scripts/test.ts', ...rest]],
  /** `bootstrap.mjs run lint`: one of package.json's scripts, with the tools in place. */
  run: () => [process.execPath, [pnpm, 'run', ...rest]],
  setup: () => null,
};
if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`usage: node scripts/bootstrap.mjs <${Object.keys(tasks).join('|')}> [options]`);
  process.exit(2);
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1]);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) {
    console.error(`wardline: cannot run ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs a step unless the stamp of an earlier run shows that its inputs have not changed since. */
function once(name, inputs, evidence, title, step) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs()) hash.update(file).update(readFileSync(join(root, file)));
  const stamp = join(tools, `${name}.stamp`);
  const digest = hash.digest('hex');
  if (
    existsSync(join(root, evidence)) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest
  )
    return;
  const began = Date.now();
  console.log(`wardline: ${title} …`);
  step();
  mkdirSync(tools, { recursive: true });
  writeFileSync(stamp, digest);
  console.log(`wardline: ${title}: done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function* filesUnder(folder, keep) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(path, keep);
    else if (keep(path)) yield path;
  }
}

const nameOf = (tool) => tool.slice(0, tool.lastIndexOf('@'));
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const wanted = [packageManager];
if (!nodeIsNewEnough()) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  wanted.push(`node-${platform}-${process.arch}@${NODE_VERSION}`);
}
const record = join(tools, 'tools.json');
const present = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : [];
if (!wanted.every((tool) => present.includes(tool))) {
  // All of them in one install: npm removes from the folder what it is not told of.
  const names = new Set(wanted.map(nameOf));
  const all = [...wanted, ...present.filter((tool) => !names.has(nameOf(tool)))];
  console.log(`wardline: fetching ${all.join(' and ')} into .tools/ …`);
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{ "private": true }\n');
  const npm = process.env.npm_execpath;
  const args = [
    'install',
    '--prefix',
    tools,
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
    ...all,
  ];
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args], { cwd: tools });
  else run('npm', args, { cwd: tools, shell: process.platform === 'win32' });
  writeFileSync(record, JSON.stringify(all));
}

const bin = join(tools, 'node_modules', '.bin');
const path = [bin, process.env.PATH].join(delimiter);
if (!nodeIsNewEnough()) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const node = join(
    tools,
    'node_modules',
    `node-${platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  // Begin again under the Node the stack needs; from here on there is one Node for everything.
  const again = spawnSync(node, [fileURLToPath(import.meta.url), task, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), path].join(delimiter) },
  });
  process.exit(again.status ?? 1);
}

const pnpm = join(tools, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
const env = { ...process.env, PATH: path };
const manifests = () => [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...filesUnder('packages', (f) => f.endsWith('/package.json')),
];
once('install', manifests, 'node_modules/.modules.yaml', 'installing dependencies', () =>
  run(process.execPath, [pnpm, 'install', '--frozen-lockfile'], { env }),
);
const sources = () => [
  'scripts/build.ts',
  ...manifests(),
  ...filesUnder('packages', (f) => /\/src\/.*(?<!\.test)\.ts$/.test(f)),
];
once('build', sources, 'packages/server/dist/cli.js', 'building', () =>
  run(process.execPath, ['scripts/build.ts'], { env }),
);

const next = tasks[task]();
if (next) {
  // Signals reach the child through the terminal's process group; this process only waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  run(next[0], next[1], { env });
}
