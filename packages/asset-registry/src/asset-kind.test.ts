import { expect, test } from 'vitest';
import { ASSET_DOMAINS, ASSET_KINDS, domainOf } from './asset-kind.ts';

test('every kind has somebody who looks after it', () => {
  expect(domainOf('MEDICAL_DEVICE')).toBe('HTM');
  expect(domainOf('NURSE_CALL')).toBe('FACILITIES');
  for (const kind of ASSET_KINDS) expect(ASSET_DOMAINS).toContain(domainOf(kind));
  expect(new Set(ASSET_KINDS.map(domainOf)).size).toBe(3);
});
