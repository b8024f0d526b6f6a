import { describe, expect, test } from 'vitest';
import {
  answerSwap,
  compileRotation,
  defineRotation,
  type Override,
  planOverride,
  proposeSwap,
  type Swap,
} from '../src/index.ts';
import { ana, at, ben, cho, DAY, layer, must, person } from './a-team.ts';

const weekly = layer({ timezone: 'UTC' });
const second = layer({ id: 'second', tier: 2, timezone: 'UTC', participants: [cho, ana, ben] });
const rotation = must(defineRotation({ id: 'r', name: 'Desk', layers: [weekly, second] }));
const now = at('2026-11-01T00:00Z');
const memberIds = [ana, ben, cho, person('dee')];
const dee = person('dee');
const override = (over: Partial<Override> = {}): Override => ({
  id: 'o1',
  layerId: 'first',
  personId: dee,
  from: at('2026-11-08T00:00Z'),
  to: at('2026-11-10T00:00Z'),
  swapId: null,
  ...over,
});

describe('overrides', () => {
  test('the replacement is on call, and it says instead of whom; the rest of the turns stay', () => {
    const planned = must(planOverride(rotation, override(), { now, memberIds }));
    const { shifts } = compileRotation(rotation, { overrides: [planned] });
    const first = shifts(at('2026-11-02T09:00Z'), at('2026-11-16T09:00Z')).filter(
      (shift) => shift.layerId === 'first',
    );
    expect(
      first.map(({ personId, reason }) => [personId, reason.code === 'TURN' || reason.instead]),
    ).toEqual([
      [ana, true],
      [dee, ana],
      [dee, ben],
      [ben, true],
    ]);
  });

  test('where the layer alone has nobody, the override covers just that time, instead of nobody', () => {
    const nights = must(
      defineRotation({
        id: 'n',
        name: 'Nights',
        layers: [{ ...weekly, hours: { mon: [['20:00', '24:00']], tue: [['20:00', '24:00']] } }],
      }),
    );
    const span = { from: at('2026-11-02T12:00Z'), to: at('2026-11-05T00:00Z') };
    const { onCallAt } = compileRotation(nights, { overrides: [override(span)] });
    expect(onCallAt(at('2026-11-03T12:00Z')).people).toMatchObject([
      {
        personId: dee,
        from: at('2026-11-03T00:00Z'),
        to: at('2026-11-03T20:00Z'),
        reason: { instead: null },
      },
    ]);
  });

  test.each([
    ['an end before the start', override({ to: 5 }), 'SPAN_INVALID', ['to']],
    ['a span that is over', override({ from: now - 2 * DAY, to: now }), 'SPAN_IN_PAST', ['to']],
    ['four months', override({ to: at('2027-03-01T00:00Z') }), 'SPAN_INVALID', ['to']],
    ['an unknown layer', override({ layerId: 'third' }), 'LAYER_UNKNOWN', ['layerId']],
    ['a stranger', override({ personId: person('eve') }), 'PERSON_NOT_IN_TEAM', ['personId']],
    [
      'a person in another layer',
      override({ personId: cho, from: at('2026-11-03T00:00Z'), to: at('2026-11-04T00:00Z') }),
      'PERSON_ON_CALL_ALREADY',
      ['personId'],
    ],
  ])('%s is refused', (_, wanted, code, path) => {
    const result = planOverride(rotation, wanted, { now, memberIds });
    expect(result.ok ? 'accepted' : [result.error.code, result.error.path]).toEqual([code, path]);
  });

  test('a second one over the first, and somebody who is away, are refused', () => {
    const overlap = planOverride(rotation, override({ id: 'o2' }), {
      now,
      memberIds,
      overrides: [override()],
    });
    expect(overlap.ok || overlap.error.code).toBe('OVERRIDE_OVERLAPS');
    const away = planOverride(rotation, override(), {
      now,
      memberIds,
      absences: [
        { personId: dee, from: at('2026-11-09T00:00Z'), to: at('2026-11-20T00:00Z'), kind: 'SICK' },
      ],
    });
    expect(away.ok || away.error.code).toBe('PERSON_ABSENT');
  });
});

describe('swaps', () => {
  const single = must(defineRotation({ id: 'r', name: 'Desk', layers: [weekly] }));
  const side = (personId: typeof ana, from: string, to: string) => ({
    personId,
    layerId: 'first',
    from: at(from),
    to: at(to),
  });
  const wanted: Omit<Swap, 'state'> = {
    id: 's1',
    gives: side(ana, '2026-11-02T09:00Z', '2026-11-09T09:00Z'),
    takes: side(ben, '2026-11-09T09:00Z', '2026-11-16T09:00Z'),
  };
  const newId = (index: number) => `o${index}`;

  test('both sides agree, and then each has the other week', () => {
    const proposed = must(proposeSwap(single, wanted, { now }));
    const { swap, overrides } = must(answerSwap(single, proposed, 'AGREE', ben, { now }, newId));
    expect(swap.state).toBe('AGREED');
    const { shifts } = compileRotation(single, { overrides });
    expect(
      shifts(at('2026-11-02T09:00Z'), at('2026-11-16T09:00Z')).map((shift) => [
        shift.personId,
        shift.reason.code,
      ]),
    ).toEqual([
      [ben, 'SWAP'],
      [ana, 'SWAP'],
    ]);
  });

  test.each([
    ['the proposer agrees alone', 'AGREE', ana, 'SWAP_NOT_YOURS'],
    ['a third declines', 'DECLINE', cho, 'SWAP_NOT_YOURS'],
    ['the one asked withdraws', 'WITHDRAW', ben, 'SWAP_NOT_YOURS'],
  ] as const)('%s: refused', (_, answer, by, code) => {
    const proposed = must(proposeSwap(single, wanted, { now }));
    const answered = answerSwap(single, proposed, answer, by, { now }, newId);
    expect(answered.ok || answered.error.code).toBe(code);
  });

  test('declined is over, and cannot be agreed to afterwards', () => {
    const proposed = must(proposeSwap(single, wanted, { now }));
    const declined = must(answerSwap(single, proposed, 'DECLINE', ben, { now }, newId));
    expect(declined.overrides).toEqual([]);
    const late = answerSwap(single, declined.swap, 'AGREE', ben, { now }, newId);
    expect(late.ok || late.error.code).toBe('SWAP_NOT_OPEN');
  });

  test('what somebody else holds cannot be given, nor what an override has taken meanwhile', () => {
    const notHers = proposeSwap(
      single,
      { ...wanted, gives: side(ana, '2026-11-02T09:00Z', '2026-11-10T09:00Z') },
      { now },
    );
    expect(notHers.ok || [notHers.error.code, notHers.error.path]).toEqual([
      'SHIFT_NOT_HELD',
      ['gives'],
    ]);
    const proposed = must(proposeSwap(single, wanted, { now }));
    const taken = override({
      personId: cho,
      from: at('2026-11-10T00:00Z'),
      to: at('2026-11-11T00:00Z'),
    });
    const late = answerSwap(single, proposed, 'AGREE', ben, { now, overrides: [taken] }, newId);
    expect(late.ok || [late.error.code, late.error.path]).toEqual(['SHIFT_NOT_HELD', ['takes']]);
  });

  test('nobody swaps with themselves, nor into a time in which they hold another layer', () => {
    const self = proposeSwap(single, { ...wanted, takes: { ...wanted.gives } }, { now });
    expect(self.ok || self.error.code).toBe('SWAP_SAME_PERSON');
    // In the second week ana holds the second layer.
    const double = proposeSwap(rotation, wanted, { now });
    expect(double.ok || [double.error.code, double.error.path]).toEqual([
      'PERSON_ON_CALL_ALREADY',
      ['takes'],
    ]);
  });

  test('one may swap between layers if what they give makes them free', () => {
    // Week one: ana first, cho second. They change places.
    const places: Omit<Swap, 'state'> = {
      id: 's2',
      gives: side(ana, '2026-11-02T09:00Z', '2026-11-09T09:00Z'),
      takes: { ...side(cho, '2026-11-02T09:00Z', '2026-11-09T09:00Z'), layerId: 'second' },
    };
    expect(proposeSwap(rotation, places, { now }).ok).toBe(true);
  });
});
