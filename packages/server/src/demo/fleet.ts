import type { Desk } from '@wardline/platform';

type RegisterAsset = Parameters<Desk['assets']['register']>[0];

/** What a clinic has one of; makes and models vary from clinic to clinic. */
export interface FleetItem
  extends Required<Pick<RegisterAsset, 'kind' | 'name' | 'criticality' | 'ephi'>> {
  readonly key: string;
  readonly room: RoomKey;
  readonly deviceClass?: string;
  readonly models: readonly (readonly [manufacturer: string, model: string])[];
}

/** The places every clinic of the demo has. */
export const ROOMS = {
  reception: 'Reception',
  'exam-1': 'Exam room 1',
  'exam-2': 'Exam room 2',
  imaging: 'Imaging',
  closet: 'Server closet',
} as const;
export type RoomKey = keyof typeof ROOMS;

const it = { criticality: 'BUSINESS', ephi: 'YES' } as const;
const medical = { kind: 'MEDICAL_DEVICE', ephi: 'NO' } as const;
const building = { ephi: 'NO' } as const;

/** The most telling first: a small clinic has only the beginning of the list. */
export const FLEET: readonly FleetItem[] = [
  {
    ...it,
    key: 'front-desk',
    kind: 'WORKSTATION',
    name: 'Front desk workstation',
    room: 'reception',
    models: [
      ['Dell', 'OptiPlex 7020'],
      ['HP', 'EliteDesk 800 G9'],
      ['Lenovo', 'ThinkCentre M70q'],
    ],
  },
  {
    ...medical,
    key: 'defibrillator',
    name: 'Defibrillator',
    criticality: 'LIFE_SUPPORT',
    deviceClass: 'automated external defibrillator',
    room: 'reception',
    models: [
      ['ZOLL', 'AED Plus'],
      ['Philips', 'HeartStart FRx'],
    ],
  },
  {
    key: 'server',
    kind: 'SERVER',
    name: 'Practice server',
    criticality: 'CARE_CRITICAL',
    ephi: 'YES',
    room: 'closet',
    models: [
      ['Dell', 'PowerEdge T360'],
      ['HPE', 'ProLiant ML30 Gen11'],
    ],
  },
  {
    ...building,
    key: 'hvac',
    kind: 'HVAC',
    name: 'Rooftop air handler',
    criticality: 'BUSINESS',
    room: 'closet',
    models: [
      ['Carrier', 'WeatherMaker 48FC'],
      ['Trane', 'Precedent'],
    ],
  },
  {
    ...medical,
    key: 'x-ray',
    name: 'X-ray unit',
    criticality: 'CARE_CRITICAL',
    ephi: 'YES',
    deviceClass: 'x-ray system',
    room: 'imaging',
    models: [
      ['Planmeca', 'ProMax 2D'],
      ['Carestream', 'DRX-Compass'],
      ['GE HealthCare', 'Definium 656 HD'],
    ],
  },
  {
    key: 'switch',
    kind: 'NETWORK',
    name: 'Core switch',
    criticality: 'CARE_CRITICAL',
    ephi: 'NO',
    room: 'closet',
    models: [
      ['Cisco', 'Catalyst 1300-24P'],
      ['Aruba', 'Instant On 1930'],
    ],
  },
  {
    key: 'ehr',
    kind: 'EHR',
    name: 'Electronic health record',
    criticality: 'CARE_CRITICAL',
    ephi: 'YES',
    room: 'closet',
    models: [
      ['Open Dental Software', 'Open Dental'],
      ['athenahealth', 'athenaOne'],
    ],
  },
  {
    ...medical,
    key: 'monitor',
    name: 'Vital signs monitor',
    criticality: 'HIGH_RISK',
    deviceClass: 'patient monitor',
    room: 'exam-1',
    models: [
      ['Welch Allyn', 'Connex Spot'],
      ['Mindray', 'VS 9'],
    ],
  },
  {
    ...medical,
    key: 'autoclave',
    name: 'Autoclave',
    criticality: 'HIGH_RISK',
    deviceClass: 'steam steriliser',
    room: 'exam-2',
    models: [
      ['Midmark', 'M11'],
      ['Tuttnauer', 'EZ11Plus'],
    ],
  },
  {
    ...medical,
    key: 'pump',
    name: 'Infusion pump',
    criticality: 'LIFE_SUPPORT',
    deviceClass: 'infusion pump',
    room: 'exam-1',
    models: [
      ['Baxter', 'Spectrum IQ'],
      ['BD', 'Alaris 8015'],
    ],
  },
  {
    ...it,
    key: 'exam-tablet',
    kind: 'MOBILE',
    name: 'Charting tablet',
    room: 'exam-1',
    models: [
      ['Apple', 'iPad 10'],
      ['Microsoft', 'Surface Go 4'],
    ],
  },
  {
    key: 'printer',
    kind: 'PRINTER',
    name: 'Label printer',
    criticality: 'BUSINESS',
    ephi: 'NO',
    room: 'reception',
    models: [
      ['Zebra', 'ZD421'],
      ['Brother', 'QL-820NWB'],
    ],
  },
  {
    key: 'telehealth',
    kind: 'TELEHEALTH_KIT',
    name: 'Telehealth cart',
    criticality: 'CARE_CRITICAL',
    ephi: 'YES',
    room: 'exam-2',
    models: [
      ['Jaco', 'Ultralite 510'],
      ['Ergotron', 'StyleView'],
    ],
  },
  {
    key: 'fridge-sensor',
    kind: 'SENSOR',
    name: 'Vaccine refrigerator sensor',
    criticality: 'CARE_CRITICAL',
    ephi: 'NO',
    room: 'exam-2',
    models: [
      ['SensoScientific', 'B21'],
      ['Monnit', 'ALTA'],
    ],
  },
  {
    ...building,
    key: 'nurse-call',
    kind: 'NURSE_CALL',
    name: 'Nurse call station',
    criticality: 'HIGH_RISK',
    room: 'exam-1',
    models: [
      ['Rauland', 'Responder 5'],
      ['Jeron', 'Provider 680'],
    ],
  },
  {
    ...building,
    key: 'ups',
    kind: 'POWER',
    name: 'UPS for the server closet',
    criticality: 'CARE_CRITICAL',
    room: 'closet',
    models: [
      ['APC', 'Smart-UPS 1500'],
      ['Eaton', '5P 1550'],
    ],
  },
  {
    ...building,
    key: 'fire-panel',
    kind: 'FIRE_SAFETY',
    name: 'Fire alarm panel',
    criticality: 'HIGH_RISK',
    room: 'reception',
    models: [
      ['Honeywell', 'Fire-Lite MS-9050UD'],
      ['Siemens', 'Cerberus PRO FC901'],
    ],
  },
];
