import { defineConfig } from 'vitest/config';

const source = { conditions: ['@wardline/source'] };
const shared = {
  // The GraphQL of our sources must be the very module that its libraries load.
  resolve: { ...source, alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { ...source, externalConditions: ['@wardline/source'] } },
};
const pure = [
  'kernel',
  'business-calendar',
  'access',
  'ticket-core',
  'sla-engine',
  'asset-registry',
  'dispatch',
  'triage-rules',
  'contract-usage',
];
const shells = ['platform', 'graphql-api', 'server'];
// For what hangs only: a slow or busy machine is no failure, and no test waits for time to pass.
const PATIENCE = { testTimeout: 900_000, hookTimeout: 900_000 };
const SEED = ['./scripts/test-seed.ts'];
const files = (packages: string[]) =>
  packages.flatMap((name) => [
    `packages/${name}/src/**/*.test.ts`,
    `packages/${name}/test/**/*.test.ts`,
  ]);

// The shells' suite runs twice: on the embedded PGlite, and on a real PostgreSQL that
// scripts/test.ts starts or DATABASE_URL names.
const onDatabase = (name: 'pglite' | 'postgres') => ({
  ...shared,
  test: {
    name,
    include: files(shells),
    setupFiles: SEED,
    globalSetup: ['packages/platform/test/support/global-setup.ts'],
    env: { WARDLINE_TEST_DATABASE: name },
    ...PATIENCE,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'domain',
          setupFiles: SEED,
          include: [...files(pure), 'examples/*/*.test.ts'],
          ...PATIENCE,
        },
      },
      onDatabase('pglite'),
      onDatabase('postgres'),
    ],
    maxWorkers: 2,
  },
});
