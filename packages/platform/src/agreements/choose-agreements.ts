import type { Instant } from '@wardline/kernel';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AgreementEntity, type AgreementRow } from './agreement.entity.ts';

export interface ChosenAgreement {
  readonly agreement: AgreementRow;
  /** Why this one and no other, for people. */
  readonly reason: string;
}

/**
 * The agreements that measure a ticket of a clinic: per kind the most specific one in force at the
 * instant it opened (clinic, then organization, then the MSP's own), the latest of equals.
 */
export async function chooseAgreements(
  { em, session }: UnitOfWork,
  clinic: ClinicRow,
  openedAt: Instant,
): Promise<ChosenAgreement[]> {
  const { mspId } = session.principal.principal;
  const candidates = await em.find(AgreementEntity, {
    mspId,
    $or: [
      { clinicId: clinic.id },
      { organizationId: clinic.organizationId },
      { clinicId: null, organizationId: null },
    ],
  });
  const inForce = candidates.filter(
    (a) => a.validFrom <= openedAt && (a.validUntil === null || openedAt < a.validUntil),
  );
  const chosen = new Map<string, AgreementRow>();
  for (const agreement of inForce) {
    const rival = chosen.get(agreement.kind);
    if (!rival || isBetter(agreement, rival)) chosen.set(agreement.kind, agreement);
  }
  return [...chosen.values()].map((agreement) => ({
    agreement,
    reason: `${SPECIFICITY[specificity(agreement)]}; ${inForce.filter((a) => a.kind === agreement.kind).length} ${agreement.kind} agreement(s) in force covered the clinic.`,
  }));
}

const SPECIFICITY = [
  'It is the MSP’s default',
  'It covers the organization',
  'It covers the clinic',
];

function specificity(agreement: AgreementRow): 0 | 1 | 2 {
  if (agreement.clinicId !== null) return 2;
  return agreement.organizationId !== null ? 1 : 0;
}

function isBetter(a: AgreementRow, b: AgreementRow): boolean {
  const difference = specificity(a) - specificity(b);
  if (difference !== 0) return difference > 0;
  return a.validFrom === b.validFrom ? a.id > b.id : a.validFrom > b.validFrom;
}
