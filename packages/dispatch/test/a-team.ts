import { compileCalendar, defineCalendar } from '@wardline/business-calendar';
import type { PersonId, Result } from '@wardline/kernel';
import {
  type AssignmentPolicy,
  type AssignmentRequest,
  DEFAULT_LOAD_WEIGHTS,
  type Member,
  type RotationLayer,
} from '../src/index.ts';

export const person = (name: string) => name as PersonId;
export const [ana, ben, cho] = ['ana', 'ben', 'cho'].map(person) as [PersonId, PersonId, PersonId];
export const at = (text: string) => Date.parse(text);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function must<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export const layer = (over: Partial<RotationLayer> = {}): RotationLayer => ({
  id: 'first',
  name: 'First line',
  tier: 1,
  timezone: 'America/New_York',
  participants: [ana, ben, cho],
  handOff: { kind: 'WEEKLY', on: 'mon', at: '09:00' },
  startsOn: '2026-11-02',
  endsOn: null,
  hours: null,
  ...over,
});

export const weekdays = compileCalendar(
  must(
    defineCalendar({
      timezone: 'UTC',
      weekly: Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]]),
      ),
    }),
  ),
);

export const member = (personId: PersonId, over: Partial<Member> = {}): Member => ({
  personId,
  skills: [],
  hours: null,
  capacity: null,
  openWork: [],
  ...over,
});

export const policy = (over: Partial<AssignmentPolicy> = {}): AssignmentPolicy => ({
  strategy: 'ROUND_ROBIN',
  sticky: false,
  teamHours: null,
  onCallOnly: false,
  respectCapacity: true,
  weights: DEFAULT_LOAD_WEIGHTS,
  ...over,
});

export const request = (over: Partial<AssignmentRequest> = {}): AssignmentRequest => ({
  at: at('2026-11-23T10:00:00Z'),
  priority: 'P3',
  skills: [],
  previousAssigneeIds: [],
  excluded: [],
  ...over,
});
