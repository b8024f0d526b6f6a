import type { RiskAnswers } from '../details/details.ts';
import type { AssetCriticality } from '../priority/priority.ts';
import { RISK_QUESTIONS } from './risk-questions.ts';

export const RISK_LEVELS = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** What the registry knows of an affected asset. */
export interface RiskAsset {
  readonly criticality: AssetCriticality;
  /** How many other assets and services depend on it, directly or over others. */
  readonly dependents: number;
}

export interface RiskReason {
  /** The question, or `ASSET_CRITICALITY`, `DEPENDENTS`. */
  readonly code: string;
  readonly points: number;
  readonly message: string;
}

/** How risky a change is, and why. */
export interface RiskAssessment {
  readonly score: number;
  readonly level: RiskLevel;
  /** Everything that added points, in the order of the questionnaire, assets last. */
  readonly reasons: readonly RiskReason[];
  /** Questions that are not answered; each counts as its worst answer until it is. */
  readonly open: readonly string[];
}

/** Points at which a level begins. */
export const RISK_THRESHOLDS = { MEDIUM: 8, HIGH: 16 } as const;

const CRITICALITY_POINTS: Readonly<Record<AssetCriticality, number>> = {
  LIFE_SUPPORT: 10,
  HIGH_RISK: 6,
  CARE_CRITICAL: 4,
  BUSINESS: 1,
  LOW: 0,
};

/** The first dependent costs two points, every tenfold two more: 1 → 2, 10 → 4, 100 → 6, then 8. */
function pointsOfDependents(count: number): number {
  if (count <= 0) return 0;
  if (count < 10) return 2;
  if (count < 100) return 4;
  return count < 1000 ? 6 : 8;
}

/**
 * The risk of a change from its questionnaire and what it touches. Nothing is weighed against
 * anything: points add up, so a worse answer or one more asset never makes it less risky. Whatever
 * touches life support is at least MEDIUM.
 */
export function assessRisk(answers: RiskAnswers, assets: readonly RiskAsset[]): RiskAssessment {
  const reasons: RiskReason[] = [];
  const open: string[] = [];
  const add = (code: string, points: number, message: string) => {
    if (points > 0) reasons.push({ code, points, message });
  };
  for (const { code, text, answers: choices } of RISK_QUESTIONS) {
    const given = choices.find((choice) => choice.code === answers[code]);
    if (given) add(code, given.points, `${text} ${given.text}.`);
    else {
      open.push(code);
      add(code, Math.max(...choices.map(({ points }) => points)), `${text} Not answered.`);
    }
  }
  const critical = [...assets].sort(
    (a, b) => CRITICALITY_POINTS[b.criticality] - CRITICALITY_POINTS[a.criticality],
  )[0];
  if (critical) {
    const points = CRITICALITY_POINTS[critical.criticality];
    add('ASSET_CRITICALITY', points, `A ${critical.criticality} asset is affected.`);
  }
  // The most, not the sum: a server and what runs on it have mostly the same dependents.
  const dependents = Math.max(0, ...assets.map((asset) => asset.dependents));
  const others = dependents === 1 ? 'One other depends' : `${dependents} others depend`;
  add('DEPENDENTS', pointsOfDependents(dependents), `${others} on an affected asset.`);
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  const lifeSupport = assets.some(({ criticality }) => criticality === 'LIFE_SUPPORT');
  return { score, level: levelOf(score, lifeSupport), reasons, open };
}

function levelOf(score: number, lifeSupport: boolean): RiskLevel {
  if (score >= RISK_THRESHOLDS.HIGH) return 'HIGH';
  return score >= RISK_THRESHOLDS.MEDIUM || lifeSupport ? 'MEDIUM' : 'LOW';
}
