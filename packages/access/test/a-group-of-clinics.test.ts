import { expect, test } from 'vitest';
import { can, canGrant, canRevoke, clinicScope } from '../src/index.ts';
import {
  atGroup,
  atMsp,
  atRiverside,
  clinics,
  deny,
  grant,
  hours,
  lakeside,
  me,
  now,
  organizationOf,
  person,
  riverside,
  ticketAt,
} from './a-principal.ts';

test('a group of clinics runs its own house, and the provider’s technician stays outside one door', () => {
  const facts = { organizationOf };

  // The MSP hands the group to its administrator, who appoints one for Riverside.
  const msp = person(grant('MSP_ADMIN', atMsp));
  const ofGroup = grant('ORG_ADMIN', atGroup);
  expect(canGrant(msp, ofGroup, now, { ...facts, granteeSide: 'CLIENT' }).allowed).toBe(true);
  const ofRiverside = grant('CLINIC_ADMIN', atRiverside);
  expect(
    canGrant(person(ofGroup), ofRiverside, now, { ...facts, granteeSide: 'CLIENT' }).allowed,
  ).toBe(true);

  // Riverside's administrator lets in an agency nurse for a shift: she sees what the clinic shares.
  const shift = grant('CLINIC_STAFF', atRiverside, { from: now, until: now + hours(8) });
  expect(
    canGrant(person(ofRiverside), shift, now, { ...facts, granteeSide: 'CLIENT' }).allowed,
  ).toBe(true);
  const nurse = person(shift);
  expect(clinicScope(nurse, now, clinics)).toMatchObject({
    full: [],
    staff: [riverside],
    known: [riverside],
  });
  expect(can(nurse, 'ticket:read', ticketAt(riverside), now).allowed).toBe(true);
  expect(can(nurse, 'ticket:read', ticketAt(riverside, { shared: false }), now)).toMatchObject({
    code: 'NOT_SHARED',
    reason: 'ticket:read reaches only what the clinic shares.',
  });
  // After her shift not even her own ticket.
  expect(
    can(nurse, 'ticket:read', ticketAt(riverside, { requesterId: me }), now + hours(8)).allowed,
  ).toBe(false);

  // The MSP bars a technician from Lakeside, where a relative works; a new clinic would not be forgotten.
  const denial = deny('TECHNICIAN', { type: 'CLINIC', id: lakeside });
  expect(canGrant(msp, denial, now, { ...facts, granteeSide: 'PROVIDER' }).allowed).toBe(true);
  const technician = person(grant('TECHNICIAN', atMsp), denial);
  expect(can(technician, 'ticket:read', ticketAt(lakeside), now)).toMatchObject({
    allowed: false,
    reason: `ticket:read is denied by DENY TECHNICIAN for CLINIC ${lakeside}.`,
  });

  // The group's administrator can end what they began, but not touch the provider's own.
  const house = { ...facts, mspAdminGrants: msp.grants };
  expect(canRevoke(person(ofGroup), ofRiverside, now, house).allowed).toBe(true);
  expect(canRevoke(person(ofGroup), technician.grants[0] ?? denial, now, house).allowed).toBe(
    false,
  );
});
