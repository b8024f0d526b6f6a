import type { TeamId } from '@wardline/kernel';
import { describe, expect, test } from 'vitest';
import {
  type CoManagedAgreement,
  decideHandOver,
  defineCoManagedAgreement,
  type HandOverFacts,
  type Lane,
  responsibleFor,
} from '../src/index.ts';
import { at, must, weekdays } from './a-team.ts';

const lane = (over: Partial<Lane>): Lane => ({
  id: 'lane',
  name: 'Lane',
  domains: [],
  categories: [],
  ticketTypes: [],
  priorities: [],
  tiers: [],
  hours: null,
  owner: 'MSP',
  teamId: null,
  ...over,
});
const agreement: CoManagedAgreement = {
  name: 'Quayside co-managed',
  lanes: [
    lane({ id: 'htm', name: 'Medical devices', domains: ['HTM'], owner: 'HTM' }),
    lane({ id: 'pacs', name: 'PACS', categories: ['Imaging'], tiers: [3], owner: 'VENDOR' }),
    lane({
      id: 'day',
      name: 'First line by day',
      tiers: [1],
      hours: { calendarId: 'office', when: 'INSIDE' },
      owner: 'IN_HOUSE_IT',
    }),
  ],
  otherwise: { owner: 'MSP', teamId: null },
  handOvers: [
    { from: 'IN_HOUSE_IT', to: 'MSP', reasons: [], noteRequired: true },
    { from: 'MSP', to: 'IN_HOUSE_IT', reasons: ['ACCESS_NEEDED'], noteRequired: false },
  ],
};
const work = { domain: 'IT', category: null, ticketType: 'INCIDENT', priority: 'P3', tier: 1 };
const calendars = { office: weekdays };
const [day, night] = [at('2026-11-23T10:00Z'), at('2026-11-23T20:00Z')];

describe('whose the work is', () => {
  test.each([
    ['by day the clinic’s own IT', work, day, 'IN_HOUSE_IT', 'day'],
    ['by night the MSP', work, night, 'MSP', null],
    ['devices are HTM’s at any time', { ...work, domain: 'HTM' }, night, 'HTM', 'htm'],
    [
      'a part of the category, on the third tier, is the vendor’s',
      { ...work, tier: 3, category: 'imaging/viewer' },
      day,
      'VENDOR',
      'pacs',
    ],
    [
      'a name that only begins alike is not',
      { ...work, tier: 3, category: 'Imaging2' },
      day,
      'MSP',
      null,
    ],
  ])('%s', (_, facts, t, owner, laneId) => {
    const found = responsibleFor(agreement, facts, t, calendars);
    expect([found.owner, found.laneId]).toEqual([owner, laneId]);
  });

  test('the lanes passed over say what did not fit', () => {
    expect(responsibleFor(agreement, work, night, calendars).passedOver).toEqual([
      { laneId: 'htm', mismatches: ['DOMAIN'] },
      { laneId: 'pacs', mismatches: ['CATEGORY', 'TIER'] },
      { laneId: 'day', mismatches: ['HOURS'] },
    ]);
  });
});

describe('handing over', () => {
  const team = (id: string, side: 'MSP' | 'IN_HOUSE_IT' | 'VENDOR' | 'HTM') => ({
    id: id as TeamId,
    side,
  });
  const facts = (over: Partial<HandOverFacts> = {}): HandOverFacts => ({
    from: team('clinic-it', 'IN_HOUSE_IT'),
    agreement,
    responsibility: responsibleFor(agreement, work, day, calendars),
    staffing: { staffed: true, nextAt: null },
    urgent: false,
    ...over,
  });
  const to = team('desk', 'MSP');

  test('between sides as agreed: what it sets off is said', () => {
    const decided = must(
      decideHandOver({ to, reason: 'SKILL_NEEDED', note: ' VLAN 12 ' }, facts()),
    );
    expect(decided).toEqual({
      fromTeamId: 'clinic-it',
      fromSide: 'IN_HOUSE_IT',
      toTeamId: 'desk',
      toSide: 'MSP',
      sideChanges: true,
      reason: 'SKILL_NEEDED',
      note: 'VLAN 12',
      clock: 'OLA',
      asAgreed: false,
    });
  });

  test('to the side whose it is always, even without a rule; a vendor is measured by its contract', () => {
    const imaging = { ...work, tier: 3, category: 'Imaging' };
    const decided = must(
      decideHandOver(
        { to: team('pacs', 'VENDOR'), reason: 'VENDOR_CONTRACT', note: null },
        facts({ responsibility: responsibleFor(agreement, imaging, day, calendars) }),
      ),
    );
    expect([decided.clock, decided.asAgreed]).toEqual(['UC', true]);
  });

  test.each([
    [
      'the team that has it',
      { to: team('clinic-it', 'IN_HOUSE_IT'), reason: 'CAPACITY', note: null },
      {},
      'HAND_OVER_SAME_TEAM',
      ['teamId'],
    ],
    [
      'a rule that wants a note',
      { to, reason: 'CAPACITY', note: ' ' },
      {},
      'HAND_OVER_NOTE_REQUIRED',
      ['note'],
    ],
    [
      '“other” without a note',
      { to: team('it2', 'IN_HOUSE_IT'), reason: 'OTHER', note: null },
      {},
      'HAND_OVER_NOTE_REQUIRED',
      ['note'],
    ],
    [
      'a side the agreement does not know',
      { to: team('bio', 'HTM'), reason: 'CAPACITY', note: 'x' },
      {},
      'HAND_OVER_NOT_AGREED',
      ['teamId'],
    ],
    [
      'a reason the rule does not name',
      { to: team('it', 'IN_HOUSE_IT'), reason: 'CAPACITY', note: 'x' },
      { from: to, responsibility: null },
      'HAND_OVER_NOT_AGREED',
      ['teamId'],
    ],
    [
      'a team that is asleep, for urgent work',
      { to, reason: 'SKILL_NEEDED', note: 'x' },
      { urgent: true, staffing: { staffed: false, nextAt: night } },
      'HAND_OVER_UNSTAFFED',
      ['teamId'],
    ],
    [
      'a reason nobody knows',
      { to, reason: 'BORED' as never, note: 'x' },
      {},
      'VALUE_UNKNOWN',
      ['reason'],
    ],
    ['a novel', { to, reason: 'OTHER', note: 'x'.repeat(2001) }, {}, 'TEXT_TOO_LONG', ['note']],
  ] as const)('%s is refused', (_, command, over, code, path) => {
    const decided = decideHandOver(command, facts(over as Partial<HandOverFacts>));
    expect(decided.ok ? 'accepted' : [decided.error.code, decided.error.path]).toEqual([
      code,
      path,
    ]);
  });

  test('without an agreement nothing is restricted, and what is not urgent may wait for the morning', () => {
    const free = facts({
      agreement: null,
      responsibility: null,
      staffing: { staffed: false, nextAt: day },
    });
    const decided = must(
      decideHandOver({ to: team('bio', 'HTM'), reason: 'CAPACITY', note: null }, free),
    );
    expect(decided.asAgreed).toBeNull();
  });
});

test.each([
  ['no name', { name: '' }, 'TEXT_EMPTY', ['name']],
  [
    'two of one id',
    { lanes: [lane({ domains: ['IT'] }), lane({})] },
    'ID_REPEATED',
    ['lanes', 1, 'id'],
  ],
  [
    'a side that is none',
    { lanes: [lane({ owner: 'US' as never })] },
    'VALUE_UNKNOWN',
    ['lanes', 0, 'owner'],
  ],
  [
    'an empty category',
    { lanes: [lane({ categories: [''] })] },
    'TEXT_EMPTY',
    ['lanes', 0, 'categories', 0],
  ],
  ['tier 10', { lanes: [lane({ tiers: [10] })] }, 'NUMBER_OUT_OF_RANGE', ['lanes', 0, 'tiers', 0]],
  [
    'a lane after one for everything',
    { lanes: [lane({ id: 'all' }), lane({})] },
    'LANE_UNREACHABLE',
    ['lanes', 1],
  ],
  [
    'nobody for the rest',
    { otherwise: { owner: '' as never, teamId: null } },
    'VALUE_UNKNOWN',
    ['otherwise', 'owner'],
  ],
  [
    'a rule for no reason known',
    { handOvers: [{ from: 'MSP', to: 'HTM', reasons: ['X' as never], noteRequired: false }] },
    'VALUE_UNKNOWN',
    ['handOvers', 0, 'reasons', 0],
  ],
] as const)('an agreement with %s is refused', (_, over, code, path) => {
  const result = defineCoManagedAgreement({ ...agreement, ...over } as CoManagedAgreement);
  expect(result.ok ? 'accepted' : [result.error.code, result.error.path]).toEqual([code, path]);
});
