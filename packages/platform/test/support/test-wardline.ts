import { createWardline, type DatabaseOptions, type Wardline } from '../../src/index.ts';
import { type TestPorts, testPorts } from './ports.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

export interface TestWardline {
  readonly wardline: Wardline;
  readonly database: TestDatabase;
  readonly ports: TestPorts;
  close(): Promise<void>;
}

/** A Wardline on a database of the test file's own, with a clock that stands still. Close it afterwards. */
export async function testWardline(
  change: (options: DatabaseOptions) => DatabaseOptions = (options) => options,
): Promise<TestWardline> {
  const database = await testDatabase();
  const ports = testPorts();
  const wardline = await createWardline({
    database: change(database.options),
    migrate: false,
    ports,
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
