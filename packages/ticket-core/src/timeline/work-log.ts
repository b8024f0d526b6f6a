/** Where the time went. */
export const WORK_LOG_KINDS = ['ON_SITE', 'REMOTE', 'TRAVEL'] as const;
export type WorkLogKind = (typeof WORK_LOG_KINDS)[number];

/** Who pays: the client by the hour, nobody, or the contract already did. */
export const WORK_LOG_BILLINGS = ['BILLABLE', 'NON_BILLABLE', 'CONTRACT'] as const;
export type WorkLogBilling = (typeof WORK_LOG_BILLINGS)[number];

/** The most one entry may hold: a day. Longer work is several entries. */
export const WORK_LOG_MAX_MINUTES = 24 * 60;
