/** How many and how much are affected (ITIL 4). Highest first. */
export const IMPACTS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Impact = (typeof IMPACTS)[number];

/** How soon it begins to hurt (ITIL 4). Highest first. */
export const URGENCIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What it does to care, mildest first. */
export const CARE_IMPACTS = [
  'NONE',
  'WORKAROUND',
  'CARE_DELAYED',
  'CARE_STOPPED',
  'PATIENT_AT_RISK',
] as const;
export type CareImpact = (typeof CARE_IMPACTS)[number];

/** P1 is the most urgent. */
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** How much care depends on an asset, most critical first (the words of the asset registry). */
export const ASSET_CRITICALITIES = [
  'LIFE_SUPPORT',
  'HIGH_RISK',
  'CARE_CRITICAL',
  'BUSINESS',
  'LOW',
] as const;
export type AssetCriticality = (typeof ASSET_CRITICALITIES)[number];

/**
 * An MSP's rules for priorities, as data: the base by impact and urgency, then two tables of floors
 * below which a ticket never falls. `null` is no floor. Check a changed one with
 * `validatePriorityMatrix`.
 */
export interface PriorityMatrix {
  readonly base: Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>;
  readonly careImpactFloors: Readonly<Record<CareImpact, Priority | null>>;
  readonly criticalityFloors: Readonly<Record<AssetCriticality, Priority | null>>;
}

/**
 * The default: the usual ITIL 3×3 matrix.
 * `CARE_STOPPED` is at least P2, not P1: treatment can be postponed or moved to another room, and P1
 * keeps its meaning (somebody may be harmed now) only if it is not given to what can wait an hour.
 * A clinic-wide stop is HIGH impact and HIGH urgency, and P1 by the matrix.
 */
export const DEFAULT_PRIORITY_MATRIX: PriorityMatrix = {
  base: {
    HIGH: { HIGH: 'P1', MEDIUM: 'P2', LOW: 'P3' },
    MEDIUM: { HIGH: 'P2', MEDIUM: 'P3', LOW: 'P4' },
    LOW: { HIGH: 'P3', MEDIUM: 'P4', LOW: 'P5' },
  },
  careImpactFloors: {
    NONE: null,
    WORKAROUND: 'P4',
    CARE_DELAYED: 'P3',
    CARE_STOPPED: 'P2',
    PATIENT_AT_RISK: 'P1',
  },
  criticalityFloors: {
    LIFE_SUPPORT: 'P2',
    HIGH_RISK: 'P3',
    CARE_CRITICAL: 'P3',
    BUSINESS: null,
    LOW: null,
  },
};

/** A decision for another priority than the computed one: a person's, or a rule's. */
export interface PriorityOverride {
  readonly priority: Priority;
  readonly reason: string;
  /** By a rule, who does not see the device: the floor of its criticality holds. Left out: by a person. */
  readonly byRule?: true;
}

export interface PriorityReason {
  readonly code: 'MATRIX' | 'CARE_ANSWERS' | 'CARE_IMPACT' | 'ASSET_CRITICALITY' | 'OVERRIDE';
  readonly message: string;
  /** The priority this reason raised the ticket to; null where it set rather than raised. */
  readonly raisedTo: Priority | null;
}

/** Why a ticket has its priority: enough to explain it years later, without the matrix of the day. */
export interface PriorityExplanation {
  readonly priority: Priority;
  /** What impact × urgency alone gave. */
  readonly base: Priority;
  /** In the order they were applied. */
  readonly reasons: readonly PriorityReason[];
  readonly inputs: {
    readonly impact: Impact;
    readonly urgency: Urgency;
    /** The graver of what was stated and what the answers mean. */
    readonly careImpact: CareImpact;
    readonly statedCareImpact: CareImpact;
    readonly patientConnected: boolean | null;
    readonly alternativeAvailable: boolean | null;
    /** The highest among the affected assets; null without assets. */
    readonly criticality: AssetCriticality | null;
  };
  readonly override: PriorityOverride | null;
}
