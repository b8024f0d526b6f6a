import { err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import { RISK_QUESTIONS } from '../change/risk-questions.ts';
import type { TicketInputRefused } from '../errors.ts';
import { checkChoice } from '../tickets/check-input.ts';
import type { RiskAnswers } from './details.ts';

/** Known questions with one of their answers each; in the questionnaire's order. */
export function checkRiskAnswers(
  answers: RiskAnswers,
  path: InputPath,
): Result<RiskAnswers, TicketInputRefused> {
  for (const code of Object.keys(answers)) {
    if (RISK_QUESTIONS.some((question) => question.code === code)) continue;
    return err(
      refusal('VALUE_UNKNOWN', `The questionnaire has no question ${code}.`, [...path, code]),
    );
  }
  const known: [string, string][] = [];
  for (const question of RISK_QUESTIONS) {
    const answer = answers[question.code];
    if (answer === undefined) continue;
    const choices = question.answers.map((each) => each.code);
    const checked = checkChoice(answer, choices, [...path, question.code]);
    if (!checked.ok) return checked;
    known.push([question.code, answer]);
  }
  return ok(Object.fromEntries(known));
}
