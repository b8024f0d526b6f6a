/** What a condition can ask about. `CHOICE` is a closed list; `LIST` holds any number of texts or ids. */
export type FieldKind = 'TEXT' | 'CHOICE' | 'BOOLEAN' | 'NUMBER' | 'ID' | 'LIST';

/** One fact of a ticket, as rules may ask about it and change it. */
export interface Field {
  readonly kind: FieldKind;
  /** Of a `CHOICE`, in order from least to most where `ordered`. */
  readonly choices?: readonly string[];
  /** Whether `AT_LEAST` and `AT_MOST` make sense of a `CHOICE`. */
  readonly ordered?: boolean;
  /** Whether a rule may set it. */
  readonly settable?: boolean;
  /** A rule raises it and never lowers it: what a person said about safety stands. */
  readonly onlyRaised?: boolean;
}

/** The fields by name. An embedding application adds its own. */
export type Fields = Readonly<Record<string, Field>>;

/** A value of a fact; null is "none". */
export type FactValue = string | number | boolean | null | readonly string[];

/** What is known of a ticket. A field that is missing counts as null. */
export type Facts = Readonly<Record<string, FactValue>>;

const choice = (choices: readonly string[], more: Partial<Field> = {}): Field => ({
  kind: 'CHOICE',
  choices,
  ...more,
});
const levels = choice(['LOW', 'MEDIUM', 'HIGH'], { ordered: true, settable: true });

/** The facts Wardline's tickets have. */
export const TICKET_FIELDS = {
  type: choice([
    'INCIDENT',
    'SERVICE_REQUEST',
    'PROBLEM',
    'CHANGE',
    'WORK_ORDER',
    'SECURITY_INCIDENT',
  ]),
  title: { kind: 'TEXT' },
  description: { kind: 'TEXT' },
  channel: choice(['PORTAL', 'PHONE', 'EMAIL', 'API', 'IMPORT', 'MONITORING', 'WALK_IN']),
  domain: choice(['IT', 'HTM', 'FACILITIES'], { settable: true }),
  category: { kind: 'TEXT', settable: true },
  supportTier: { kind: 'NUMBER', settable: true },
  impact: levels,
  urgency: levels,
  careImpact: choice(['NONE', 'WORKAROUND', 'CARE_DELAYED', 'CARE_STOPPED', 'PATIENT_AT_RISK'], {
    ordered: true,
    settable: true,
    onlyRaised: true,
  }),
  priority: choice(['P5', 'P4', 'P3', 'P2', 'P1'], { ordered: true }),
  /** Whether a person has decided its priority: rules leave it then. */
  priorityByHand: { kind: 'BOOLEAN' },
  state: { kind: 'TEXT' },
  /** What it waits for; none unless it is on hold. */
  holdReason: choice([
    'REQUESTER',
    'VENDOR',
    'CHANGE',
    'PARTS',
    'PATIENT_CARE_WINDOW',
    'PROBLEM',
    'EVIDENCE',
  ]),
  confidential: { kind: 'BOOLEAN' },
  clinicId: { kind: 'ID' },
  /** The groups its clinic belongs to now. */
  clinicGroupIds: { kind: 'LIST' },
  requesterId: { kind: 'ID' },
  teamId: { kind: 'ID' },
  assigneeId: { kind: 'ID' },
  locationId: { kind: 'ID' },
  assetIds: { kind: 'LIST' },
  assetCriticality: choice(['LOW', 'BUSINESS', 'CARE_CRITICAL', 'HIGH_RISK', 'LIFE_SUPPORT'], {
    ordered: true,
  }),
  tags: { kind: 'LIST' },
  /** The templates of the checklists it was given. */
  templateIds: { kind: 'LIST' },
  reopenCount: { kind: 'NUMBER' },
  /** Minutes since it was opened. */
  ageMinutes: { kind: 'NUMBER' },
  /** Minutes since it went to its state, or began to wait for what it waits for. */
  minutesInState: { kind: 'NUMBER' },
  /** Minutes since anything at all was done to it, by whomever. */
  minutesSinceActivity: { kind: 'NUMBER' },
  /** Minutes since its requester, or another of the clinic’s side, last replied; none: never. */
  minutesSinceRequesterReply: { kind: 'NUMBER' },
  /** Minutes since the desk last replied; none: never. */
  minutesSinceDeskReply: { kind: 'NUMBER' },
  /** The text of the reply that triggered the rules. */
  replyText: { kind: 'TEXT' },
  replyByRequester: { kind: 'BOOLEAN' },
  /** The metric of the clock that triggered the rules. */
  clockMetric: { kind: 'TEXT' },
} as const satisfies Fields;
