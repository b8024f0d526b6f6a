import type { Desk } from '@wardline/platform';
import type { DemoKey } from './demo-msp.ts';

type TransitionTicket = Parameters<Desk['tickets']['transition']>[0];
type TransitionVisit = Parameters<Desk['visits']['transition']>[0];
type Opening = Pick<
  Parameters<Desk['tickets']['open']>[0],
  'type' | 'title' | 'description' | 'domain' | 'channel' | 'impact' | 'urgency' | 'careImpact'
>;

/** One thing somebody does to the ticket, so many minutes before the demo is loaded. */
export type StoryStep = { readonly by: DemoKey; readonly minutesAgo: number } & (
  | { readonly does: 'ASSIGN'; readonly team: DemoKey; readonly assignee?: DemoKey }
  | { readonly does: 'REPLY' | 'NOTE'; readonly body: string }
  | { readonly does: 'WORK'; readonly minutes: number; readonly body: string }
  | {
      readonly does: 'PLAN_VISIT';
      readonly who: DemoKey;
      /** When it begins: so many minutes after the demo is loaded, or before. */
      readonly inMinutes: number;
      readonly minutes: number;
      readonly publicNote: string;
    }
  | { readonly does: 'GO'; readonly to: TransitionVisit['to'] }
  | ({ readonly does: 'MOVE' } & Omit<TransitionTicket, 'ticketId' | 'expectedVersion'>)
);

/** A ticket of the demo's own and how it came to be where it is. */
export interface Story extends Opening {
  readonly key: DemoKey;
  readonly clinic: DemoKey;
  readonly requester: DemoKey;
  readonly minutesAgo: number;
  /** Of the clinic's fleet. */
  readonly asset?: DemoKey;
  readonly steps: readonly StoryStep[];
}

export const STORIES: readonly Story[] = [
  {
    key: 'x-ray-down',
    type: 'INCIDENT',
    clinic: 'back-bay',
    requester: 'nora',
    minutesAgo: 95,
    title: 'X-ray unit does not start, patients are waiting',
    description: 'Since this morning it stops at the logo. Two patients sit in the waiting room.',
    domain: 'HTM',
    channel: 'PORTAL',
    impact: 'HIGH',
    urgency: 'HIGH',
    careImpact: 'CARE_STOPPED',
    asset: 'x-ray',
    steps: [
      { by: 'diego', minutesAgo: 90, does: 'ASSIGN', team: 'biomed', assignee: 'priya' },
      {
        by: 'diego',
        minutesAgo: 89,
        does: 'REPLY',
        body: 'Priya is on her way, about 40 minutes.',
      },
      {
        by: 'diego',
        minutesAgo: 88,
        does: 'PLAN_VISIT',
        who: 'priya',
        inMinutes: -50,
        minutes: 120,
        publicNote: 'Please keep the room free.',
      },
      { by: 'priya', minutesAgo: 86, does: 'GO', to: 'EN_ROUTE' },
      { by: 'priya', minutesAgo: 42, does: 'GO', to: 'ON_SITE' },
      { by: 'priya', minutesAgo: 40, does: 'MOVE', to: 'IN_PROGRESS' },
      {
        by: 'priya',
        minutesAgo: 20,
        does: 'NOTE',
        body: 'Control board shows no heartbeat. Spare is in the van.',
      },
      { by: 'priya', minutesAgo: 18, does: 'WORK', minutes: 20, body: 'Diagnosis on site' },
    ],
  },
  {
    key: 'label-printer',
    type: 'INCIDENT',
    clinic: 'back-bay',
    requester: 'nora',
    minutesAgo: 260,
    title: 'Label printer prints half labels',
    description: 'Started after the new roll was put in.',
    domain: 'IT',
    channel: 'PHONE',
    impact: 'LOW',
    urgency: 'MEDIUM',
    careImpact: 'WORKAROUND',
    asset: 'printer',
    steps: [
      { by: 'tessa', minutesAgo: 250, does: 'ASSIGN', team: 'desk', assignee: 'tessa' },
      { by: 'tessa', minutesAgo: 249, does: 'MOVE', to: 'IN_PROGRESS' },
      {
        by: 'tessa',
        minutesAgo: 245,
        does: 'REPLY',
        body: 'Which roll is it? The number stands inside.',
      },
      { by: 'tessa', minutesAgo: 244, does: 'MOVE', to: 'ON_HOLD', holdReason: 'REQUESTER' },
      { by: 'nora', minutesAgo: 60, does: 'REPLY', body: 'It says 800262-125.' },
      {
        by: 'diego',
        minutesAgo: 30,
        does: 'PLAN_VISIT',
        who: 'tessa',
        inMinutes: 24 * 60,
        minutes: 45,
        publicNote: 'Tessa brings the right roll.',
      },
    ],
  },
  {
    key: 'fridge',
    type: 'INCIDENT',
    clinic: 'green-bay',
    requester: 'staff-green-bay',
    minutesAgo: 35,
    title: 'Vaccine refrigerator reads 9 °C',
    description: 'Alarm from the sensor. The door was closed.',
    domain: 'FACILITIES',
    channel: 'MONITORING',
    impact: 'MEDIUM',
    urgency: 'HIGH',
    careImpact: 'CARE_DELAYED',
    asset: 'fridge-sensor',
    steps: [],
  },
  {
    key: 'new-hygienist',
    type: 'SERVICE_REQUEST',
    clinic: 'providence',
    requester: 'staff-providence',
    minutesAgo: 2_900,
    title: 'Accounts for a new hygienist, starts on Monday',
    description: 'Charting, imaging, e-mail.',
    domain: 'IT',
    channel: 'PORTAL',
    impact: 'LOW',
    urgency: 'LOW',
    careImpact: 'NONE',
    steps: [
      { by: 'diego', minutesAgo: 2_800, does: 'ASSIGN', team: 'desk', assignee: 'tessa' },
      {
        by: 'tessa',
        minutesAgo: 1_500,
        does: 'REPLY',
        body: 'All accounts are ready, the letter is in your mailbox.',
      },
      {
        by: 'tessa',
        minutesAgo: 1_499,
        does: 'WORK',
        minutes: 35,
        body: 'Accounts and welcome letter',
      },
      { by: 'tessa', minutesAgo: 1_498, does: 'MOVE', to: 'RESOLVED', resolutionCode: 'FULFILLED' },
    ],
  },
  {
    key: 'pump-error',
    type: 'INCIDENT',
    clinic: 'lincoln-park',
    requester: 'staff-lincoln-park',
    minutesAgo: 4_300,
    title: 'Infusion pump shows error 12',
    description: 'Taken out of use, the spare is in room 2.',
    domain: 'HTM',
    channel: 'PHONE',
    impact: 'MEDIUM',
    urgency: 'MEDIUM',
    careImpact: 'WORKAROUND',
    asset: 'pump',
    steps: [
      { by: 'henry', minutesAgo: 4_250, does: 'ASSIGN', team: 'biomed', assignee: 'henry' },
      { by: 'henry', minutesAgo: 4_240, does: 'REPLY', body: 'I will look at it today.' },
      { by: 'henry', minutesAgo: 4_000, does: 'MOVE', to: 'IN_PROGRESS' },
      {
        by: 'henry',
        minutesAgo: 3_900,
        does: 'NOTE',
        body: 'Battery contacts corroded. Part ordered.',
      },
      { by: 'henry', minutesAgo: 3_899, does: 'MOVE', to: 'ON_HOLD', holdReason: 'PARTS' },
    ],
  },
  {
    key: 'portal-login',
    type: 'INCIDENT',
    clinic: 'back-bay',
    requester: 'eli',
    minutesAgo: 1_600,
    title: 'The patient portal does not accept my code',
    description: 'I tried three times.',
    domain: 'IT',
    channel: 'PORTAL',
    impact: 'LOW',
    urgency: 'MEDIUM',
    careImpact: 'NONE',
    steps: [
      {
        by: 'tessa',
        minutesAgo: 1_550,
        does: 'REPLY',
        body: 'Codes are valid for ten minutes. We have sent a new one.',
      },
      {
        by: 'tessa',
        minutesAgo: 1_549,
        does: 'MOVE',
        to: 'RESOLVED',
        resolutionCode: 'GUIDANCE_GIVEN',
        note: 'New code sent.',
      },
      { by: 'tessa', minutesAgo: 100, does: 'MOVE', to: 'CLOSED' },
    ],
  },
  {
    key: 'slow-network',
    type: 'INCIDENT',
    clinic: 'seattle',
    requester: 'staff-seattle',
    minutesAgo: 700,
    title: 'Images take a minute to open',
    description: 'In all rooms since the storm last night.',
    domain: 'IT',
    channel: 'EMAIL',
    impact: 'HIGH',
    urgency: 'MEDIUM',
    careImpact: 'CARE_DELAYED',
    asset: 'switch',
    steps: [
      { by: 'diego', minutesAgo: 690, does: 'MOVE', to: 'TRIAGED' },
      { by: 'diego', minutesAgo: 689, does: 'ASSIGN', team: 'field' },
    ],
  },
];

export const PRAIRIE_STORIES: readonly Story[] = [
  {
    key: 'scanner',
    type: 'INCIDENT',
    clinic: 'omaha',
    requester: 'nell',
    minutesAgo: 180,
    title: 'Insurance card scanner is not found',
    description: 'After the update.',
    domain: 'IT',
    channel: 'PORTAL',
    impact: 'LOW',
    urgency: 'MEDIUM',
    careImpact: 'NONE',
    steps: [{ by: 'tina', minutesAgo: 170, does: 'ASSIGN', team: 'desk', assignee: 'tina' }],
  },
];
