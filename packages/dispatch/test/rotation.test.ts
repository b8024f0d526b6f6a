import { describe, expect, test } from 'vitest';
import { compileRotation, defineRotation, type Rotation } from '../src/index.ts';
import { ana, at, ben, cho, DAY, HOUR, layer, must, person } from './a-team.ts';

const rotation = (...layers: Rotation['layers'][number][]) =>
  must(defineRotation({ id: 'r', name: 'Desk', layers }));
const say = (shifts: readonly { personId: string; from: number; to: number }[]) =>
  shifts.map(
    ({ personId, from, to }) =>
      `${personId} ${new Date(from).toISOString().slice(0, 16)} ${(to - from) / HOUR}h`,
  );

describe('hand-offs are times of the wall clock', () => {
  test('a week across the spring change has 167 hours, one across the autumn change 169', () => {
    const spring = compileRotation(rotation(layer({ startsOn: '2026-03-02' })));
    expect(say(spring.shifts(at('2026-03-02T14:00Z'), at('2026-03-16T13:00Z')))).toEqual([
      'ana 2026-03-02T14:00 167h',
      'ben 2026-03-09T13:00 168h',
    ]);
    const autumn = compileRotation(rotation(layer({ startsOn: '2026-10-26' })));
    expect(say(autumn.shifts(at('2026-10-26T13:00Z'), at('2026-11-02T14:00Z')))).toEqual([
      'ana 2026-10-26T13:00 169h',
    ]);
  });

  test('a first week that begins on Thursday ends at the hand-off day', () => {
    const { shifts } = compileRotation(
      rotation(layer({ startsOn: '2026-11-05', timezone: 'UTC' })),
    );
    expect(say(shifts(at('2026-11-01T00:00Z'), at('2026-11-10T09:00Z')))).toEqual([
      'ana 2026-11-05T09:00 96h',
      'ben 2026-11-09T09:00 24h',
    ]);
  });

  test('every three days, and daily', () => {
    const three = compileRotation(
      rotation(layer({ timezone: 'UTC', handOff: { kind: 'EVERY_N_DAYS', days: 3, at: '00:00' } })),
    );
    expect(three.onCallAt(at('2026-11-08T23:59Z')).first).toBe(cho);
    expect(three.onCallAt(at('2026-11-11T00:00Z')).people[0]?.reason).toEqual({
      code: 'TURN',
      turn: 3,
    });
    const daily = compileRotation(
      rotation(layer({ timezone: 'UTC', handOff: { kind: 'DAILY', at: '00:00' } })),
    );
    expect(daily.onCallAt(at('2026-11-04T12:00Z')).first).toBe(cho);
  });
});

describe('who is on call', () => {
  const nights = layer({
    timezone: 'Europe/Berlin',
    hours: { mon: [['20:00', '06:00']], tue: [['20:00', '06:00']] },
  });

  test('only nights: a night that begins on Tuesday ends on Wednesday morning', () => {
    const compiled = compileRotation(rotation(nights));
    expect(compiled.onCallAt(at('2026-11-03T20:00:00Z')).first).toBe(ana);
    const noon = compiled.onCallAt(at('2026-11-03T12:00:00Z'));
    expect([noon.first, noon.uncovered]).toEqual([
      null,
      [{ layerId: 'first', reason: 'OUTSIDE_HOURS' }],
    ]);
  });

  test('before the start and after the end nobody is, and it says so', () => {
    const compiled = compileRotation(rotation(layer({ endsOn: '2026-11-16' })));
    expect(compiled.onCallAt(at('2026-11-02T13:59Z')).uncovered[0]?.reason).toBe('NOT_STARTED');
    expect(compiled.onCallAt(at('2026-11-16T14:00Z')).uncovered[0]?.reason).toBe('ENDED');
  });

  test('whoever is absent is named and passed over', () => {
    const compiled = compileRotation(
      rotation(layer(), layer({ id: 'second', tier: 2, participants: [ben] })),
      {
        absences: [
          {
            personId: ana,
            from: at('2026-11-03T00:00Z'),
            to: at('2026-11-04T00:00Z'),
            kind: 'SICK',
          },
        ],
      },
    );
    const onCall = compiled.onCallAt(at('2026-11-03T12:00Z'));
    expect(onCall.people.map((each) => [each.personId, each.absent?.kind])).toEqual([
      [ana, 'SICK'],
      [ben, undefined],
    ]);
    expect(onCall.first).toBe(ben);
  });

  test('follow the sun: three zones cover the day, and the report shows the hour that none has', () => {
    const office = { mon: [['08:00', '16:00']], tue: [['08:00', '16:00']] } as const;
    const zone = (timezone: string, who: string) =>
      layer({
        id: timezone,
        timezone,
        participants: [person(who)],
        hours: office,
        startsOn: '2026-11-01',
        handOff: { kind: 'DAILY', at: '00:00' },
      });
    const { coverage, onCallAt } = compileRotation(
      rotation(
        zone('Asia/Tokyo', 'aki'),
        zone('Europe/Berlin', 'bea'),
        zone('America/New_York', 'carl'),
      ),
    );
    expect(onCallAt(at('2026-11-03T01:00Z')).first).toBe('aki');
    expect(onCallAt(at('2026-11-03T08:00Z')).first).toBe('bea');
    expect(onCallAt(at('2026-11-03T16:00Z')).first).toBe('carl');
    const report = coverage(at('2026-11-02T23:00Z'), at('2026-11-03T21:00Z'));
    expect(report.gaps).toEqual([]);
    expect(report.overlaps).toEqual([
      {
        tier: 1,
        from: at('2026-11-03T13:00Z'),
        to: at('2026-11-03T15:00Z'),
        layerIds: ['America/New_York', 'Europe/Berlin'],
      },
    ]);
    expect(coverage(at('2026-11-03T21:00Z'), at('2026-11-04T00:00Z')).gaps).toEqual([
      { tier: 1, from: at('2026-11-03T21:00Z'), to: at('2026-11-04T00:00Z') },
    ]);
  });

  test('the report names who holds two layers and who is away', () => {
    const { coverage } = compileRotation(
      rotation(layer({ participants: [ana] }), layer({ id: 'b', tier: 2, participants: [ana] })),
      { absences: [{ personId: ana, from: 0, to: at('2026-11-10T00:00Z'), kind: 'VACATION' }] },
    );
    const [from, to] = [at('2026-11-09T14:00Z'), at('2026-11-09T14:00Z') + DAY];
    const report = coverage(from, to);
    expect(report.doubleBooked).toEqual([{ personId: ana, from, to, layerIds: ['b', 'first'] }]);
    expect(report.absent.map(({ layerId, kind, to }) => [layerId, kind, to])).toEqual([
      ['first', 'VACATION', at('2026-11-10T00:00Z')],
      ['b', 'VACATION', at('2026-11-10T00:00Z')],
    ]);
  });
});

describe('a bad rotation is refused with the place of the mistake', () => {
  test.each([
    ['no layer', [], 'LIST_EMPTY', ['layers']],
    ['two layers of one id', [layer(), layer()], 'ID_REPEATED', ['layers', 1, 'id']],
    ['no name', [layer({ name: ' ' })], 'TEXT_EMPTY', ['layers', 0, 'name']],
    ['tier 0', [layer({ tier: 0 })], 'NUMBER_OUT_OF_RANGE', ['layers', 0, 'tier']],
    ['an offset', [layer({ timezone: '+02:00' })], 'TIME_ZONE_UNKNOWN', ['layers', 0, 'timezone']],
    ['nobody', [layer({ participants: [] })], 'LIST_EMPTY', ['layers', 0, 'participants']],
    [
      'hour 24',
      [layer({ handOff: { kind: 'DAILY', at: '24:00' } })],
      'TIME_INVALID',
      ['layers', 0, 'handOff', 'at'],
    ],
    [
      'a day that is none',
      [layer({ handOff: { kind: 'WEEKLY', on: 'monday' as never, at: '09:00' } })],
      'VALUE_UNKNOWN',
      ['layers', 0, 'handOff', 'on'],
    ],
    [
      'a turn of no days',
      [layer({ handOff: { kind: 'EVERY_N_DAYS', days: 0, at: '09:00' } })],
      'NUMBER_OUT_OF_RANGE',
      ['layers', 0, 'handOff', 'days'],
    ],
    [
      'a period that is none',
      [layer({ handOff: { kind: 'MONTHLY' as never, at: '09:00' } as never })],
      'VALUE_UNKNOWN',
      ['layers', 0, 'handOff', 'kind'],
    ],
    ['30 February', [layer({ startsOn: '2026-02-30' })], 'DATE_INVALID', ['layers', 0, 'startsOn']],
    [
      'an end at the start',
      [layer({ endsOn: '2026-11-02' })],
      'SPAN_INVALID',
      ['layers', 0, 'endsOn'],
    ],
    ['no end', [layer({ endsOn: 'soon' })], 'DATE_INVALID', ['layers', 0, 'endsOn']],
    [
      'bad hours',
      [layer({ hours: { mon: [['9', '10:00']] } })],
      'HOURS_INVALID',
      ['layers', 0, 'hours', 'mon', 0, 0],
    ],
    ['hours that never begin', [layer({ hours: {} })], 'HOURS_INVALID', ['layers', 0, 'hours']],
  ] as const)('%s', (_, layers, code, path) => {
    const result = defineRotation({ id: 'r', name: 'Desk', layers });
    expect(result.ok ? 'accepted' : [result.error.code, result.error.path]).toEqual([code, path]);
  });
});
