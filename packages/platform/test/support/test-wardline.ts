import { inject } from 'vitest';
import {
  createWardline,
  type DatabaseOptions,
  type Wardline,
  type WardlineConfig,
} from '../../src/index.ts';
import { MONDAY_9, type TestPorts, testPorts } from './ports.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

export interface TestWardline {
  readonly wardline: Wardline;
  readonly database: TestDatabase;
  readonly ports: TestPorts;
  close(): Promise<void>;
}

/**
 * A Wardline on a database of the test file's own, with the world of the tests in it (`twoMsps` tells who
 * is who) and a clock that stands still. Close it afterwards.
 */
export async function testWardline(
  change: (options: DatabaseOptions) => DatabaseOptions = (options) => options,
  config: Pick<WardlineConfig, 'lifecycles'> = {},
): Promise<TestWardline> {
  const database = await testDatabase('world');
  const ports = testPorts(MONDAY_9, inject('wardlineTestTemplate').world.drawn);
  const wardline = await createWardline({
    database: change(database.options),
    migrate: false,
    ports,
    ...config,
  });
  return {
    wardline,
    database,
    ports,
    close: async () => {
      await wardline.close();
      await database.close();
    },
  };
}
