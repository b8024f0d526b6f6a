import type { DemoAgreement, DemoTarget } from './demo-msp.ts';

const HOUR = 3_600_000;

/** Business hours per priority, P1 first. */
type Hours = readonly [p1: number, p2: number, p3: number, p4: number, p5: number];

const budget = ([P1, P2, P3, P4, P5]: Hours) => ({
  P1: P1 * HOUR,
  P2: P2 * HOUR,
  P3: P3 * HOUR,
  P4: P4 * HOUR,
  P5: P5 * HOUR,
});

const respond = (hours: Hours): DemoTarget => ({
  metric: 'FIRST_RESPONSE',
  budget: budget(hours),
  calendarId: null,
  pauseOn: [],
  ticketTypes: null,
});

const resolve = (hours: Hours): DemoTarget => ({
  metric: 'RESOLVE',
  budget: budget(hours),
  calendarId: null,
  pauseOn: ['REQUESTER', 'VENDOR', 'PROBLEM', 'EVIDENCE', 'PATIENT_CARE_WINDOW'],
  ticketTypes: null,
});

export const AGREEMENTS: readonly DemoAgreement[] = [
  {
    key: 'standard',
    name: 'Managed care standard',
    kind: 'SLA',
    targets: [respond([1, 2, 4, 8, 16]), resolve([4, 8, 40, 80, 120])],
  },
  {
    key: 'harbor',
    name: 'Harbor Dental Group',
    kind: 'SLA',
    organization: 'harbor',
    targets: [respond([0.5, 1, 4, 8, 16]), resolve([4, 8, 30, 60, 80])],
  },
  {
    key: 'back-bay',
    name: 'Harbor Dental Back Bay, priority care',
    kind: 'SLA',
    clinic: 'back-bay',
    targets: [respond([0.25, 0.5, 2, 4, 8]), resolve([2, 6, 20, 40, 60])],
  },
  {
    key: 'desk',
    name: 'Service desk and field service',
    kind: 'OLA',
    targets: [respond([0.25, 0.5, 2, 4, 8])],
  },
];

export const SMALL_AGREEMENTS: readonly DemoAgreement[] = [
  {
    key: 'standard',
    name: 'Prairie standard',
    kind: 'SLA',
    targets: [respond([1, 2, 4, 8, 16]), resolve([8, 16, 40, 80, 120])],
  },
];
