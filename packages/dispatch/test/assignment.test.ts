import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSIGNMENT_STRATEGIES,
  FIRST_TURN,
  type Member,
  selectAssignee,
  WORK_PRIORITIES,
} from '../src/index.ts';
import { ana, at, ben, cho, member, person, policy, request, weekdays } from './a-team.ts';

const nobodyAway = { absences: [], onCallIds: [] };
const team = [member(ana), member(ben), member(cho)];
const codes = (selection: ReturnType<typeof selectAssignee>) =>
  Object.fromEntries(
    selection.candidates.map((each) => [each.personId, each.rejections.map(({ code }) => code)]),
  );

describe('who gets it', () => {
  test('in turn, going on where the cursor stands', () => {
    let cursor = FIRST_TURN;
    const got = [1, 2, 3, 4].map(() => {
      const selection = selectAssignee(team, request(), policy(), nobodyAway, cursor);
      cursor = selection.cursor;
      return selection.assigneeId;
    });
    expect(got).toEqual([ana, ben, cho, ana]);
  });

  test('a turn is skipped while somebody is absent, and the report says until when', () => {
    const until = at('2026-11-24T00:00Z');
    const facts = {
      onCallIds: [],
      absences: [{ personId: ben, from: 0, to: until, kind: 'SICK' }],
    };
    const after = { after: ana, place: 0 };
    const selection = selectAssignee(team, request(), policy(), facts, after);
    expect(selection.assigneeId).toBe(cho);
    expect(selection.candidates[1]?.rejections).toEqual([
      { code: 'ABSENT', kind: 'SICK', until, message: 'Absent (SICK).' },
    ]);
  });

  test('whoever comes after one who left the team is next', () => {
    const cursor = { after: ben, place: 1 };
    const left = selectAssignee(
      [member(ana), member(cho)],
      request(),
      policy(),
      nobodyAway,
      cursor,
    );
    expect(left.assigneeId).toBe(cho);
  });

  test('the least loaded, by points and not by tickets', () => {
    const loaded = [
      member(ana, { openWork: [{ priority: 'P1' }] }),
      member(ben, { openWork: [{ priority: 'P5' }, { priority: 'P5' }, { priority: 'P5' }] }),
    ];
    const chosen = selectAssignee(
      loaded,
      request(),
      policy({ strategy: 'LEAST_LOADED' }),
      nobodyAway,
      FIRST_TURN,
    );
    expect([chosen.assigneeId, chosen.reason]).toEqual([
      ben,
      { code: 'LEAST_LOADED', load: 3, message: 'Holds the least open work: 3 points.' },
    ]);
  });

  test('skills: missing, too low, and the best of those who can', () => {
    const skilled = [
      member(ana),
      member(ben, { skills: [{ code: 'DICOM', level: 1 }] }),
      member(cho, { skills: [{ code: 'DICOM', level: 2 }] }),
      member(person('dee'), { skills: [{ code: 'DICOM', level: 5 }] }),
    ];
    const chosen = selectAssignee(
      skilled,
      request({ skills: [{ code: 'DICOM', level: 2 }] }),
      policy({ strategy: 'BEST_SKILLED' }),
      nobodyAway,
      FIRST_TURN,
    );
    expect(chosen.assigneeId).toBe('dee');
    expect(codes(chosen)).toEqual({
      ana: ['SKILL_MISSING'],
      ben: ['SKILL_TOO_LOW'],
      cho: [],
      dee: [],
    });
  });

  test('everything that speaks against somebody is said, not only the first', () => {
    const saturday = at('2026-11-21T10:00:00Z');
    const chosen = selectAssignee(
      [member(ana, { capacity: 2, hours: weekdays })],
      request({
        at: saturday,
        skills: [{ code: 'NETWORK', level: 1 }],
        excluded: [{ personId: ana, reason: 'IMPLEMENTED_THE_CHANGE' }],
      }),
      policy({ onCallOnly: true }),
      nobodyAway,
      FIRST_TURN,
    );
    expect(chosen.assigneeId).toBeNull();
    expect(codes(chosen)).toEqual({
      ana: ['EXCLUDED', 'NOT_ON_CALL', 'OUTSIDE_HOURS', 'SKILL_MISSING', 'AT_CAPACITY'],
    });
    expect(chosen.candidates[0]?.rejections[2]).toMatchObject({ nextAt: at('2026-11-23T08:00Z') });
    expect(chosen.cursor).toEqual(FIRST_TURN);
  });

  test('who is on call is at work outside of the hours too', () => {
    const night = request({ at: at('2026-11-22T03:00Z') });
    const rules = policy({ teamHours: weekdays });
    const facts = { absences: [], onCallIds: [cho] };
    expect(selectAssignee(team, night, rules, facts, FIRST_TURN).assigneeId).toBe(cho);
  });

  test('who held it before gets it back, the latest first, and it costs nobody a turn', () => {
    const again = request({ previousAssigneeIds: [ana, cho] });
    const chosen = selectAssignee(team, again, policy({ sticky: true }), nobodyAway, FIRST_TURN);
    expect([chosen.assigneeId, chosen.reason.code, chosen.cursor]).toEqual([
      cho,
      'HELD_IT_BEFORE',
      FIRST_TURN,
    ]);
  });
});

const members = fc
  .array(
    fc.record({
      capacity: fc.option(fc.integer({ min: 0, max: 30 })),
      openWork: fc.array(fc.record({ priority: fc.constantFrom(...WORK_PRIORITIES) }), {
        maxLength: 6,
      }),
      skills: fc.constantFrom([], [{ code: 'DICOM', level: 3 }]),
    }),
    { maxLength: 6 },
  )
  .map((all): Member[] => all.map((each, index) => member(person(`p${index}`), each)));

test('round-robin is fair within one over whoever is eligible', () => {
  fc.assert(
    fc.property(members, fc.integer({ min: 1, max: 40 }), (all, times) => {
      const got = new Map<string, number>();
      let cursor = FIRST_TURN;
      for (let i = 0; i < times; i++) {
        const selection = selectAssignee(all, request(), policy(), nobodyAway, cursor);
        cursor = selection.cursor;
        for (const { personId, eligible } of selection.candidates) {
          if (eligible) got.set(personId, got.get(personId) ?? 0);
        }
        if (selection.assigneeId)
          got.set(selection.assigneeId, (got.get(selection.assigneeId) ?? 0) + 1);
      }
      const counts = [...got.values()];
      if (counts.length > 0)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('whatever the strategy: only the eligible are chosen, somebody is if anybody can, and the same twice', () => {
  fc.assert(
    fc.property(
      members,
      fc.constantFrom(...ASSIGNMENT_STRATEGIES),
      fc.boolean(),
      fc.record({
        after: fc.constantFrom(null, person('p1'), person('gone')),
        place: fc.integer({ min: -1, max: 9 }),
      }),
      (all, strategy, sticky, cursor) => {
        const wanted = request({
          skills: [{ code: 'DICOM', level: 2 }],
          previousAssigneeIds: [person('p1')],
        });
        const choose = () =>
          selectAssignee(all, wanted, policy({ strategy, sticky }), nobodyAway, cursor);
        const chosen = choose();
        const eligible = chosen.candidates.filter((each) => each.eligible);
        expect(chosen.assigneeId !== null).toBe(eligible.length > 0);
        if (chosen.assigneeId) {
          expect(eligible.map(({ personId }) => personId)).toContain(chosen.assigneeId);
        }
        for (const each of chosen.candidates)
          expect(each.rejections.length === 0).toBe(each.eligible);
        if (strategy === 'LEAST_LOADED' && !sticky && chosen.assigneeId) {
          const load = eligible.find((each) => each.personId === chosen.assigneeId)?.load;
          expect(load).toBe(Math.min(...eligible.map((each) => each.load)));
        }
        expect(choose()).toEqual(chosen);
      },
    ),
  );
});
