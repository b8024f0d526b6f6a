import type { Shape } from '../reading/shape.ts';

const name = { column: 'name', kind: 'text', sortable: true } as const;
const createdAt = { column: 'created_at', kind: 'instant', sortable: true } as const;
const version = { column: 'version', kind: 'integer' } as const;

export const contractShape: Shape = {
  name: 'Contract',
  table: 'contract',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Contract', sortable: true },
    name,
    validFrom: { column: 'valid_from', kind: 'instant', sortable: true },
    validUntil: { column: 'valid_until', kind: 'instant' },
    createdAt,
    version,
  },
  one: { organization: { to: 'Organization', column: 'organization_id' } },
  many: {
    lines: { to: 'ContractLine', column: 'contract_id' },
    billingTerms: { to: 'BillingTerms', column: 'contract_id' },
    invoiceExports: { to: 'InvoiceExport', column: 'contract_id' },
  },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const contractLineShape: Shape = {
  name: 'ContractLine',
  table: 'contract_line',
  requires: { permission: 'agreement:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ContractLine', sortable: true },
    name,
    domains: { column: 'domains', kind: 'json' },
    categories: { column: 'categories', kind: 'json' },
    createdAt,
    version,
  },
  one: {
    contract: { to: 'Contract', column: 'contract_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
  },
  many: {},
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};
