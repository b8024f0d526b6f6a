// Builds every package's JavaScript into its dist/ with tsup: one entry (plus the command of the
// server), ESM, source maps, dependencies left out. Declarations come from `tsc -b`, which is far
// quicker for a workspace than a declaration bundle per package.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'tsup';

const packages = readdirSync('packages').filter((name) => {
  const manifest = `packages/${name}/package.json`;
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true;
});

for (const name of packages) {
  const folder = `packages/${name}`;
  const entry = [`${folder}/src/index.ts`];
  if (existsSync(`${folder}/src/cli.ts`)) entry.push(`${folder}/src/cli.ts`);
  // Only what tsup made: its own cleaning takes the declarations along, whose build then believes
  // that they are up to date.
  const dist = `${folder}/dist`;
  for (const file of existsSync(dist) ? readdirSync(dist) : []) {
    if (/\.js(\.map)?$/.test(file)) rmSync(`${dist}/${file}`);
  }
  await build({
    entry,
    outDir: dist,
    format: ['esm'],
    target: 'node22',
    platform: 'node',
    dts: false,
    sourcemap: true,
    splitting: true,
    skipNodeModulesBundle: true,
    silent: true,
    config: false,
  });
  console.log(`built @wardline/${name}`);
}
