// An MSP's rules of priority, as lists: a map has no place in a schema.
import { DEFAULT_PRIORITY_MATRIX, type PriorityMatrix } from '@wardline/platform';
import { Criticality } from '../assets/asset.enums.ts';
import { builder } from '../builder.ts';
import { CareImpact, Impact, Priority, Urgency } from '../tickets/ticket.enums.ts';

interface Cell {
  readonly impact: keyof PriorityMatrix['base'];
  readonly urgency: keyof PriorityMatrix['base']['LOW'];
  readonly priority: PriorityMatrix['base']['LOW']['LOW'];
}

interface CareFloor {
  readonly careImpact: keyof PriorityMatrix['careImpactFloors'];
  readonly priority: Cell['priority'] | null;
}

interface CriticalityFloor {
  readonly criticality: keyof PriorityMatrix['criticalityFloors'];
  readonly priority: Cell['priority'] | null;
}

const FLOOR = 'The least urgent priority it allows; null: it raises nothing.';

const CellType = builder.objectRef<Cell>('PriorityCell').implement({
  description: 'What an impact and an urgency give.',
  fields: (t) => ({
    impact: t.field({ type: Impact, description: 'The impact.', resolve: (x) => x.impact }),
    urgency: t.field({ type: Urgency, description: 'The urgency.', resolve: (x) => x.urgency }),
    priority: t.field({ type: Priority, description: 'The priority.', resolve: (x) => x.priority }),
  }),
});

const CareFloorType = builder.objectRef<CareFloor>('CareImpactFloor').implement({
  description: 'What a care impact raises a priority to at least.',
  fields: (t) => ({
    careImpact: t.field({
      type: CareImpact,
      description: 'The care impact.',
      resolve: (x) => x.careImpact,
    }),
    priority: t.field({
      type: Priority,
      nullable: true,
      description: FLOOR,
      resolve: (x) => x.priority,
    }),
  }),
});

const CriticalityFloorType = builder.objectRef<CriticalityFloor>('CriticalityFloor').implement({
  description: 'What the criticality of an affected asset raises a priority to at least.',
  fields: (t) => ({
    criticality: t.field({
      type: Criticality,
      description: 'The criticality.',
      resolve: (x) => x.criticality,
    }),
    priority: t.field({
      type: Priority,
      nullable: true,
      description: FLOOR,
      resolve: (x) => x.priority,
    }),
  }),
});

export const PriorityMatrixType = builder.objectRef<PriorityMatrix>('PriorityMatrix').implement({
  description: 'How the MSP’s priorities come about. Care and criticality only ever raise them.',
  fields: (t) => ({
    cells: t.field({
      type: [CellType],
      description: 'Impact × urgency.',
      resolve: ({ base }) =>
        Object.entries(base).flatMap(([impact, row]) =>
          Object.entries(row).map(
            ([urgency, priority]) => ({ impact, urgency, priority }) as unknown as Cell,
          ),
        ),
    }),
    careImpactFloors: t.field({
      type: [CareFloorType],
      description: 'What care impact raises to; a patient at risk is always P1.',
      resolve: ({ careImpactFloors }) =>
        Object.entries(careImpactFloors).map(
          ([careImpact, priority]) => ({ careImpact, priority }) as CareFloor,
        ),
    }),
    criticalityFloors: t.field({
      type: [CriticalityFloorType],
      description: 'What the criticality of an affected asset raises to.',
      resolve: ({ criticalityFloors }) =>
        Object.entries(criticalityFloors).map(
          ([criticality, priority]) => ({ criticality, priority }) as CriticalityFloor,
        ),
    }),
  }),
});

const CellInput = builder.inputType('PriorityCellInput', {
  description: 'What an impact and an urgency give.',
  fields: (t) => ({
    impact: t.field({ type: Impact, required: true, description: 'The impact.' }),
    urgency: t.field({ type: Urgency, required: true, description: 'The urgency.' }),
    priority: t.field({ type: Priority, required: true, description: 'The priority.' }),
  }),
});

const CareFloorInput = builder.inputType('CareImpactFloorInput', {
  description: 'What a care impact raises a priority to at least.',
  fields: (t) => ({
    careImpact: t.field({ type: CareImpact, required: true, description: 'The care impact.' }),
    priority: t.field({ type: Priority, description: FLOOR }),
  }),
});

const CriticalityFloorInput = builder.inputType('CriticalityFloorInput', {
  description: 'What the criticality of an affected asset raises a priority to at least.',
  fields: (t) => ({
    criticality: t.field({ type: Criticality, required: true, description: 'The criticality.' }),
    priority: t.field({ type: Priority, description: FLOOR }),
  }),
});

export const PriorityMatrixInput = builder.inputType('PriorityMatrixInput', {
  description:
    'Rules of priority. What is left out is as in the default; nothing graver may be less urgent.',
  fields: (t) => ({
    cells: t.field({ type: [CellInput], description: 'Impact × urgency.' }),
    careImpactFloors: t.field({
      type: [CareFloorInput],
      description: 'What care impact raises to.',
    }),
    criticalityFloors: t.field({
      type: [CriticalityFloorInput],
      description: 'What the criticality of an affected asset raises to.',
    }),
  }),
});

/** The default with what is given in its place. */
export function priorityMatrixOf(input: typeof PriorityMatrixInput.$inferInput): PriorityMatrix {
  const { base, careImpactFloors, criticalityFloors } = structuredClone(
    DEFAULT_PRIORITY_MATRIX,
  ) as {
    base: Record<string, Record<string, Cell['priority']>>;
    careImpactFloors: Record<string, Cell['priority'] | null>;
    criticalityFloors: Record<string, Cell['priority'] | null>;
  };
  for (const { impact, urgency, priority } of input.cells ?? []) {
    base[impact] = { ...base[impact], [urgency]: priority };
  }
  for (const { careImpact, priority } of input.careImpactFloors ?? []) {
    careImpactFloors[careImpact] = priority ?? null;
  }
  for (const { criticality, priority } of input.criticalityFloors ?? []) {
    criticalityFloors[criticality] = priority ?? null;
  }
  return { base, careImpactFloors, criticalityFloors } as unknown as PriorityMatrix;
}
