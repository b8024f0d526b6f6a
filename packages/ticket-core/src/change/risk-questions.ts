/** One question of the risk questionnaire; its answers add points. */
export interface RiskQuestion {
  readonly code: string;
  readonly text: string;
  readonly answers: readonly {
    readonly code: string;
    readonly text: string;
    readonly points: number;
  }[];
}

/**
 * Six questions that a technician can answer without a meeting. Who and what depends on the affected
 * assets is not asked: it is known from the registry and added by `assessRisk`.
 */
export const RISK_QUESTIONS = [
  {
    code: 'DONE_BEFORE',
    text: 'Has this been done before here?',
    answers: [
      { code: 'OFTEN', text: 'Often, without trouble', points: 0 },
      { code: 'ONCE', text: 'Once or twice', points: 2 },
      { code: 'NEVER', text: 'Never', points: 4 },
    ],
  },
  {
    code: 'TESTED',
    text: 'Was it tested beforehand?',
    answers: [
      { code: 'SAME_SETUP', text: 'On the same setup', points: 0 },
      { code: 'SIMILAR_SETUP', text: 'On a similar one', points: 2 },
      { code: 'NOT_TESTED', text: 'No', points: 5 },
    ],
  },
  {
    code: 'BACK_OUT',
    text: 'How fast can it be taken back?',
    answers: [
      { code: 'MINUTES', text: 'Within minutes', points: 0 },
      { code: 'HOURS', text: 'Within hours', points: 3 },
      { code: 'NOT_AT_ALL', text: 'Hardly or not at all', points: 6 },
    ],
  },
  {
    code: 'DOWNTIME',
    text: 'What stops while it is done?',
    answers: [
      { code: 'NOTHING', text: 'Nothing', points: 0 },
      { code: 'ADMINISTRATION', text: 'Administration', points: 2 },
      { code: 'CARE', text: 'Care, or what care needs', points: 5 },
    ],
  },
  {
    code: 'SECURITY',
    text: 'Does it change who can reach what, or where patients’ data goes?',
    answers: [
      { code: 'NO', text: 'No', points: 0 },
      { code: 'YES', text: 'Yes', points: 3 },
    ],
  },
  {
    code: 'VENDOR',
    text: 'Does the manufacturer support it?',
    answers: [
      { code: 'SUPPORTED', text: 'Yes, or there is no manufacturer to ask', points: 0 },
      { code: 'UNKNOWN', text: 'Not known', points: 3 },
      { code: 'UNSUPPORTED', text: 'No', points: 5 },
    ],
  },
] as const satisfies readonly RiskQuestion[];
