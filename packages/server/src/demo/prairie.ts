import { SMALL_AGREEMENTS } from './agreements.ts';
import { CALENDARS } from './calendars.ts';
import type { DemoMsp } from './demo-msp.ts';

/** The smaller MSP of the demo: there so that the wall between two tenants can be seen. */
export const PRAIRIE: DemoMsp = {
  key: 'prairie',
  name: 'Prairie Clinic Systems',
  organizations: [{ key: 'plains', name: 'Plains Veterinary and Family Care' }],
  calendars: CALENDARS.filter(({ key }) => key === 'office-central'),
  clinics: [
    {
      key: 'omaha',
      organization: 'plains',
      name: 'Plains Family Care Omaha',
      timeZone: 'America/Chicago',
      calendar: 'office-central',
    },
    {
      key: 'lincoln',
      organization: 'plains',
      name: 'Plains Family Care Lincoln',
      timeZone: 'America/Chicago',
      calendar: 'office-central',
    },
  ],
  people: [
    { key: 'paul', name: 'Paul Becker', role: 'MSP_ADMIN' },
    { key: 'tina', name: 'Tina Vogel', role: 'TECHNICIAN' },
    { key: 'nell', name: 'Nell Hughes', role: 'CLINIC_STAFF', clinic: 'omaha' },
  ],
  teams: [
    {
      key: 'desk',
      name: 'Help desk',
      domain: 'IT',
      side: 'PROVIDER',
      clinic: null,
      members: ['tina'],
    },
  ],
  agreements: SMALL_AGREEMENTS,
  assetsPerClinic: 6,
};
