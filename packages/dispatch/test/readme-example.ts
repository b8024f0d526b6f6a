import type { PersonId } from '@wardline/kernel';
import {
  compileRotation,
  DEFAULT_LOAD_WEIGHTS,
  defineRotation,
  FIRST_TURN,
  selectAssignee,
} from '../src/index.ts';

const [ana, ben] = ['ana', 'ben'] as PersonId[] as [PersonId, PersonId];

const rotation = defineRotation({
  id: 'desk',
  name: 'Desk on call',
  layers: [
    {
      id: 'nights',
      name: 'Nights',
      tier: 1,
      timezone: 'America/New_York',
      participants: [ana, ben],
      handOff: { kind: 'WEEKLY', on: 'mon', at: '08:00' },
      startsOn: '2026-11-02',
      endsOn: null,
      hours: { mon: [['18:00', '08:00']], tue: [['18:00', '08:00']] },
    },
  ],
}); // Result<Rotation, DispatchRefusal>: store it as JSON
if (!rotation.ok) throw new Error(rotation.error.message);

const tuesdayNight = Date.parse('2026-11-10T23:30:00Z');
const onCall = compileRotation(rotation.value).onCallAt(tuesdayNight);
// onCall.first: 'ben'; onCall.people[0].reason: { code: 'TURN', turn: 1 }

const selection = selectAssignee(
  [
    {
      personId: ana,
      skills: [{ code: 'DICOM', level: 4 }],
      hours: null,
      capacity: 10,
      openWork: [],
    },
    { personId: ben, skills: [], hours: null, capacity: 10, openWork: [{ priority: 'P1' }] },
  ],
  {
    at: tuesdayNight,
    priority: 'P2',
    skills: [{ code: 'DICOM', level: 3 }],
    previousAssigneeIds: [],
    excluded: [],
  },
  {
    strategy: 'ROUND_ROBIN',
    sticky: true,
    teamHours: null,
    onCallOnly: false,
    respectCapacity: true,
    weights: DEFAULT_LOAD_WEIGHTS,
  },
  { absences: [], onCallIds: onCall.people.map((shift) => shift.personId) },
  FIRST_TURN,
);

// selection.assigneeId: 'ana', because THEIR_TURN; ben: SKILL_MISSING, AT_CAPACITY

export { onCall, selection };
