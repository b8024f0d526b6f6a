// Writes the schema as SDL to schema.graphql, which is committed; with --check, compares instead and
// fails on any difference, naming the breaking ones. Deliberate changes are made visible by the diff.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';

// --built: the schema of the built package, which a bundler could have thrown parts of away.
const built = process.argv.includes('--built');
const { schema } = (await import(built ? '../dist/index.js' : '../src/index.ts')) as {
  schema: GraphQLSchema;
};
const file = new URL('../schema.graphql', import.meta.url);
const sdl = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, sdl);
  console.log(`Wrote schema.graphql: ${sdl.split('\n').length} lines.`);
} else {
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === sdl) {
    console.log(`schema.graphql is what the ${built ? 'built package' : 'sources'} say.`);
  } else {
    const breaking = committed ? findBreakingChanges(buildSchema(committed), schema) : [];
    for (const change of breaking) console.error(`breaking: ${change.description}`);
    console.error('schema.graphql differs from the schema: run "pnpm schema:print" and commit it.');
    process.exit(1);
  }
}
