// The seed of all property tests. One commit gives one verdict: the same examples wherever it is tested.
// WARDLINE_TEST_SEED=random looks for examples nobody has met (a failure tells its seed), and
// WARDLINE_TEST_SEED=<number> meets them again.
import fc from 'fast-check';

const asked = process.env.WARDLINE_TEST_SEED || '20261122';
if (asked !== 'random') {
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed)) {
    throw new Error(`WARDLINE_TEST_SEED is "${asked}"; it must be "random" or a whole number.`);
  }
  fc.configureGlobal({ seed });
}
