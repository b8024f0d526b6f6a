// Support for the tests of the shells (platform, graphql-api, server); not published.
export { must, refused } from './must.ts';
export { days, hours, MONDAY_9, minutes, type TestPorts, testPorts } from './ports.ts';
export { meet, waiting } from './race.ts';
export { type Sql, type TestDatabase, testDatabase } from './test-database.ts';
export { type TestWardline, testWardline } from './test-wardline.ts';
export {
  type MspWorld,
  type TestMember,
  type TwoMsps,
  testMember,
} from './two-msps.ts';
export { twoMsps } from './world.ts';
