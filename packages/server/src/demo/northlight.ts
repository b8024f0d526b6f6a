import { AGREEMENTS } from './agreements.ts';
import { CALENDARS } from './calendars.ts';
import type { DemoClinic, DemoMsp, DemoPerson } from './demo-msp.ts';

const eastern = { timeZone: 'America/New_York', calendar: 'office-eastern' };
const central = { timeZone: 'America/Chicago', calendar: 'office-central' };
const pacific = { timeZone: 'America/Los_Angeles', calendar: 'office-pacific' };

const CLINICS: readonly DemoClinic[] = [
  {
    key: 'back-bay',
    organization: 'harbor',
    name: 'Harbor Dental Back Bay',
    timeZone: 'America/New_York',
    calendar: 'extended-eastern',
  },
  { key: 'providence', organization: 'harbor', name: 'Harbor Dental Providence', ...eastern },
  { key: 'hartford', organization: 'harbor', name: 'Harbor Dental Hartford', ...eastern },
  { key: 'portland-me', organization: 'harbor', name: 'Harbor Dental Portland', ...eastern },
  { key: 'albany', organization: 'harbor', name: 'Harbor Dental Albany', ...eastern },
  { key: 'lincoln-park', organization: 'lakeshore', name: 'Lakeshore Lincoln Park', ...central },
  { key: 'milwaukee', organization: 'lakeshore', name: 'Lakeshore Milwaukee', ...central },
  { key: 'madison', organization: 'lakeshore', name: 'Lakeshore Madison', ...central },
  {
    key: 'green-bay',
    organization: 'lakeshore',
    name: 'Lakeshore Urgent Care Green Bay',
    timeZone: 'America/Chicago',
    calendar: 'always',
  },
  { key: 'seattle', organization: 'cascade', name: 'Cascade Eye Seattle', ...pacific },
  { key: 'portland-or', organization: 'cascade', name: 'Cascade Eye Portland', ...pacific },
  { key: 'sacramento', organization: 'cascade', name: 'Cascade Surgery Sacramento', ...pacific },
];

// A member of every role; the demo prints a token for the first of each.
const MEMBERS: readonly DemoPerson[] = [
  { key: 'ada', name: 'Ada Lindqvist', role: 'MSP_ADMIN' },
  { key: 'diego', name: 'Diego Ramos', role: 'DISPATCHER' },
  { key: 'tessa', name: 'Tessa Brandt', role: 'TECHNICIAN' },
  { key: 'henry', name: 'Henry Okafor', role: 'TECHNICIAN', organization: 'lakeshore' },
  { key: 'priya', name: 'Priya Nair', role: 'TECHNICIAN' },
  { key: 'audrey', name: 'Audrey Chen', role: 'AUDITOR' },
  { key: 'olivia', name: 'Olivia Hart', role: 'ORG_ADMIN', organization: 'harbor' },
  { key: 'carla', name: 'Carla Mendes', role: 'CLINIC_ADMIN', clinic: 'back-bay' },
  { key: 'nora', name: 'Nora Quinn', role: 'CLINIC_STAFF', clinic: 'back-bay' },
  { key: 'eli', name: 'Eli Marsh', role: 'EXTERNAL', clinic: 'back-bay' },
];

const STAFF = [
  ['providence', 'Sam Whitaker'],
  ['hartford', 'Grace Osei'],
  ['portland-me', 'Luca Moretti'],
  ['albany', 'Hannah Weiss'],
  ['lincoln-park', 'Jamal Carter'],
  ['milwaukee', 'Sofia Novak'],
  ['madison', 'Ben Larsen'],
  ['green-bay', 'Ruth Adler'],
  ['seattle', 'Mei Tanaka'],
  ['portland-or', 'Owen Byrne'],
  ['sacramento', 'Isabel Cruz'],
] as const;

/** The larger MSP of the demo: 3 organizations, 12 clinics in 3 time zones. */
export const NORTHLIGHT: DemoMsp = {
  key: 'northlight',
  name: 'Northlight Managed Care IT',
  organizations: [
    { key: 'harbor', name: 'Harbor Dental Group' },
    { key: 'lakeshore', name: 'Lakeshore Family Health' },
    { key: 'cascade', name: 'Cascade Specialty Partners' },
  ],
  calendars: CALENDARS,
  clinics: CLINICS,
  people: [
    ...MEMBERS,
    ...STAFF.map(
      ([clinic, name]): DemoPerson => ({
        key: `staff-${clinic}`,
        name,
        role: 'CLINIC_STAFF',
        clinic,
      }),
    ),
  ],
  teams: [
    {
      key: 'desk',
      name: 'Service desk',
      domain: 'IT',
      side: 'PROVIDER',
      clinic: null,
      members: ['diego', 'tessa'],
    },
    {
      key: 'field',
      name: 'Field service',
      domain: 'IT',
      side: 'PROVIDER',
      clinic: null,
      members: ['tessa', 'priya'],
    },
    {
      key: 'biomed',
      name: 'Clinical engineering',
      domain: 'HTM',
      side: 'PROVIDER',
      clinic: null,
      members: ['henry', 'priya'],
    },
    {
      key: 'building',
      name: 'Building services',
      domain: 'FACILITIES',
      side: 'PROVIDER',
      clinic: null,
      members: ['priya'],
    },
    {
      key: 'imaging-vendor',
      name: 'Imaging vendor support',
      domain: 'HTM',
      side: 'VENDOR',
      clinic: null,
      members: [],
    },
    {
      key: 'back-bay-it',
      name: 'Back Bay in-house IT',
      domain: 'IT',
      side: 'CLIENT',
      clinic: 'back-bay',
      members: ['carla'],
    },
  ],
  agreements: AGREEMENTS,
  assetsPerClinic: 17,
};
