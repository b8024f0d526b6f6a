import { expect, test } from 'vitest';
import { answer, type Vector, vectors } from './read-vectors.ts';

const disputed = vectors.filter(({ agreed }) => !agreed);
const one = (id: string) => answer(disputed.find((vector) => vector.id === id) as Vector);

// The suites assert something else in these three; each test says what we answer, and why.

test('every disputed vector is decided below', () => {
  expect(disputed.map(({ id }) => id)).toEqual(['v0721', 'v0730', 'v0774']);
});

test('v0721: a budget used up at the close is due at the close, not at the next opening', () => {
  expect(one('v0721').due).toBe('2013-06-04T16:00:00Z');
});

test('v0730: nothing is cut to whole minutes', () => {
  expect(one('v0730').due).toBe('2016-11-09T09:26:36Z');
});

test('v0774: a hold outside opening hours holds nothing', () => {
  expect(one('v0774')).toMatchObject({ due: '2020-03-04T16:00:00Z', pausedSeconds: 0 });
});
