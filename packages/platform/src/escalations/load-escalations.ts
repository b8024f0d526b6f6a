import type { AgreementTerms } from '../agreements/terms.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { EscalationPolicyEntity, type EscalationRule } from './escalation-policy.entity.ts';

/** The steps that these terms refer to, by the id of their policy. */
export async function loadEscalations(
  { em, session }: UnitOfWork,
  terms: readonly AgreementTerms[],
): Promise<ReadonlyMap<string, readonly EscalationRule[]>> {
  const ids = new Set(
    terms.flatMap(({ targets }) => targets.flatMap((target) => target.escalationPolicyId ?? [])),
  );
  if (ids.size === 0) return new Map();
  const { mspId } = session.principal.principal;
  const rows = await em.find(EscalationPolicyEntity, { mspId, id: { $in: [...ids] } });
  return new Map(rows.map(({ id, steps }) => [id, steps]));
}
