import type { Desk } from '@wardline/platform';

type Input<F extends keyof Desk, V extends keyof Desk[F]> = Desk[F][V] extends (
  input: infer I,
) => unknown
  ? I
  : never;

/** A name of the demo's own, unique in its MSP; ids are made from it. */
export type DemoKey = string;

type DemoRole = Input<'grants', 'create'>['role'];
export type DemoTarget = Input<'agreements', 'create'>['terms']['targets'][number];
export type DemoCalendar = Input<'calendars', 'create'>['definition'];
type DemoTeam = Pick<Input<'teams', 'create'>, 'name' | 'domain' | 'side'> & {
  readonly key: DemoKey;
  /** Whose own team it is; null for the MSP's. */
  readonly clinic: DemoKey | null;
  readonly members: readonly DemoKey[];
};

export interface DemoClinic {
  readonly key: DemoKey;
  readonly organization: DemoKey;
  readonly name: string;
  readonly timeZone: string;
  readonly calendar: DemoKey;
}

export interface DemoPerson {
  readonly key: DemoKey;
  readonly name: string;
  readonly role: DemoRole;
  /** What the role is over; neither: the whole MSP. */
  readonly organization?: DemoKey;
  readonly clinic?: DemoKey;
}

export interface DemoAgreement {
  readonly key: DemoKey;
  readonly name: string;
  readonly kind: 'SLA' | 'OLA' | 'UC';
  readonly organization?: DemoKey;
  readonly clinic?: DemoKey;
  readonly targets: readonly DemoTarget[];
}

/** One MSP of the demo, as data. */
export interface DemoMsp {
  readonly key: DemoKey;
  readonly name: string;
  readonly organizations: readonly { readonly key: DemoKey; readonly name: string }[];
  readonly calendars: readonly {
    readonly key: DemoKey;
    readonly name: string;
    readonly definition: DemoCalendar;
  }[];
  readonly clinics: readonly DemoClinic[];
  readonly people: readonly DemoPerson[];
  readonly teams: readonly DemoTeam[];
  readonly agreements: readonly DemoAgreement[];
  /** How many of the fleet's templates each clinic has. */
  readonly assetsPerClinic: number;
}
