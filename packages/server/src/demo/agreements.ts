import type { DemoAgreement, DemoTarget } from './demo-msp.ts';

const HOUR = 3_600_000;

/** Business hours per priority, P1 first. */
type Hours = readonly [p1: number, p2: number, p3: number, p4: number, p5: number];

const within = (hours: number) => ({ kind: 'BUSINESS_TIME', ms: hours * HOUR }) as const;

const budgets = ([P1, P2, P3, P4, P5]: Hours) => ({
  P1: within(P1),
  P2: within(P2),
  P3: within(P3),
  P4: within(P4),
  P5: within(P5),
});

const respond = (hours: Hours): DemoTarget => ({
  metric: 'FIRST_RESPONSE',
  budgets: budgets(hours),
});

const resolve = (hours: Hours): DemoTarget => ({
  metric: 'RESOLVE',
  budgets: budgets(hours),
  pauseOn: ['REQUESTER', 'VENDOR', 'PROBLEM', 'EVIDENCE', 'PATIENT_CARE_WINDOW'],
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
