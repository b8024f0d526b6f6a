import { expect, test } from 'vitest';
import * as published from '../src/index.ts';

test('what is published is decided here, not by accident', () => {
  expect(Object.keys(published).sort()).toMatchInlineSnapshot(`
    [
      "AGREEMENT_KINDS",
      "BREACH",
      "CHANGE_MODES",
      "METRICS",
      "SlaContextError",
      "attainment",
      "beginSla",
      "clockStatusAt",
      "compareEvents",
      "definePolicy",
      "dueTransitions",
      "explain",
      "fireTransitions",
      "fold",
      "forecast",
      "isAffectedBy",
      "isLive",
      "recomputeClock",
      "simulate",
      "statusAt",
      "step",
    ]
  `);
});
