import type { Shape } from '../reading/shape.ts';

const sorted = (column: string) => ({ column, kind: 'text', sortable: true }) as const;
const instant = (column: string) => ({ column, kind: 'instant' }) as const;
const idOf = (column: string, of: string) => ({ column, kind: 'id', of }) as const;

export const agreementShape: Shape = {
  name: 'Agreement',
  table: 'agreement',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Agreement', sortable: true },
    name: sorted('name'),
    kind: sorted('kind'),
    validUntil: instant('valid_until'),
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: { column: 'version', kind: 'integer' },
  },
  one: { team: { to: 'Team', column: 'team_id' } },
  many: {
    versions: { to: 'AgreementVersion', column: 'agreement_id' },
    coverage: { to: 'AgreementCoverage', column: 'agreement_id' },
  },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const agreementVersionShape: Shape = {
  name: 'AgreementVersion',
  table: 'agreement_version',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'AgreementVersion', sortable: true },
    number: { column: 'number', kind: 'integer', sortable: true },
    state: sorted('state'),
    terms: { column: 'terms', kind: 'json' },
    validFrom: instant('valid_from'),
    publishedAt: instant('published_at'),
  },
  one: { agreement: { to: 'Agreement', column: 'agreement_id' } },
  many: {},
  defaultOrder: [{ field: 'number', direction: 'DESC' }],
};

export const agreementCoverageShape: Shape = {
  name: 'AgreementCoverage',
  table: 'agreement_coverage',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'AgreementCoverage', sortable: true },
    level: sorted('level'),
    clinicId: idOf('clinic_id', 'Clinic'),
    organizationId: idOf('organization_id', 'Organization'),
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
  },
  one: {
    agreement: { to: 'Agreement', column: 'agreement_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    organization: { to: 'Organization', column: 'organization_id' },
    asset: { to: 'Asset', column: 'asset_id' },
    contractLine: { to: 'ContractLine', column: 'contract_line_id' },
  },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'ASC' }],
};
