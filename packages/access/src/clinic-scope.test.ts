import { expect, test } from 'vitest';
import {
  apiKey,
  atGroup,
  atHillside,
  atLakeside,
  atMsp,
  atRiverside,
  clinics,
  deny,
  grant,
  hillside,
  lakeside,
  now,
  person,
  riverside,
} from '../test/a-principal.ts';
import { clinicScope } from './clinic-scope.ts';
import type { Principal } from './principal.ts';

const scopeOf = (who: Principal) => clinicScope(who, now, clinics);
const everywhere = [riverside, lakeside, hillside];

test('nobody sees nothing', () => {
  expect(scopeOf(person())).toEqual({ all: false, full: [], staff: [], own: [], known: [] });
});

test('a technician of the whole MSP sees all, also clinics still to come', () => {
  expect(scopeOf(person(grant('TECHNICIAN', atMsp)))).toEqual({
    all: true,
    full: everywhere,
    staff: [],
    own: [],
    known: everywhere,
  });
});

test('one denial anywhere, and the list decides', () => {
  const who = person(grant('TECHNICIAN', atMsp), deny('TECHNICIAN', atHillside));
  expect(scopeOf(who)).toEqual({
    all: false,
    full: [riverside, lakeside],
    staff: [],
    own: [],
    known: [riverside, lakeside],
  });
});

test('an organization’s admin sees exactly its clinics', () => {
  expect(scopeOf(person(grant('ORG_ADMIN', atGroup)))).toEqual({
    all: false,
    full: [riverside, lakeside],
    staff: [],
    own: [],
    known: [riverside, lakeside],
  });
});

test('one person, three clinics, three roles', () => {
  const who = person(
    grant('EXTERNAL', atHillside),
    grant('CLINIC_STAFF', atLakeside),
    grant('CLINIC_ADMIN', atRiverside),
  );
  expect(scopeOf(who)).toEqual({
    all: false,
    full: [riverside],
    staff: [lakeside],
    own: [hillside],
    known: everywhere,
  });
});

test('the wider of two roles at one clinic counts', () => {
  const who = person(grant('CLINIC_STAFF', atRiverside), grant('CLINIC_ADMIN', atRiverside));
  expect(scopeOf(who)).toMatchObject({ full: [riverside], staff: [] });
});

test('a key without ticket:read sees no tickets', () => {
  const key = apiKey(['clinic:read'], grant('TECHNICIAN', atMsp));
  expect(scopeOf(key)).toEqual({ all: false, full: [], staff: [], own: [], known: everywhere });
});
