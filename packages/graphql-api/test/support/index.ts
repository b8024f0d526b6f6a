// Support for the tests of the API; not published.
export {
  days,
  hours,
  MONDAY_9,
  type MspWorld,
  minutes,
  must,
  type TestMember,
  type TwoMsps,
  testMember,
  twoMsps,
} from '../../../platform/test/support/index.ts';
export { toGlobalId } from '../../src/node/global-id.ts';
export {
  type Answer,
  type Client,
  type Data,
  ENDPOINT,
  LOOSE_LIMITS,
  type TestApi,
  testApi,
} from './api.ts';
