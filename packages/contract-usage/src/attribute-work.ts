import type { Instant } from '@wardline/kernel';
import { coversWork, type WorkFacts } from './covers-work.ts';
import type { BillingTerms, Covers } from './terms.ts';

/** A contract that might pay for work of its organization. */
export interface ContractInForce {
  readonly id: string;
  readonly validFrom: Instant;
  /** The first instant at which it does not hold any more; null: it has no end. */
  readonly validUntil: Instant | null;
  /** How it charged from when on. Before the first it charges nothing, and has no work. */
  readonly terms: readonly { readonly from: Instant; readonly terms: BillingTerms }[];
}

/**
 * Whose work it is where an organization has several contracts: each piece belongs to exactly one,
 * whichever is looked at or exported first. Of those in force when it was done: the one whose line says
 * most exactly that it is meant (an asset before a clinic before a category before a trade before a kind of work), any
 * line before none, then the contract that began first, then by id.
 * @returns the contract's id; null: none was in force.
 */
export function attributeWork(
  work: WorkFacts & { readonly at: Instant },
  contracts: readonly ContractInForce[],
): string | null {
  const fitting = contracts
    .filter(
      ({ validFrom, validUntil }) => validFrom <= work.at && work.at < (validUntil ?? Infinity),
    )
    .flatMap((contract) => {
      const held = contract.terms.filter(({ from }) => from <= work.at);
      const latest = held.toSorted((a, b) => a.from - b.from).at(-1);
      return latest ? [{ contract, exactness: exactnessFor(work, latest.terms) }] : [];
    });
  fitting.sort(
    (a, b) =>
      b.exactness - a.exactness ||
      a.contract.validFrom - b.contract.validFrom ||
      (a.contract.id < b.contract.id ? -1 : 1),
  );
  return fitting[0]?.contract.id ?? null;
}

/** How exactly the best fitting line means this work; 0: no line does. */
function exactnessFor(work: WorkFacts, { lines }: BillingTerms): number {
  const fitting = lines.filter(({ covers }) =>
    coversWork(work.kind === undefined ? { ...covers, kinds: [] } : covers, work),
  );
  return Math.max(0, ...fitting.map(({ covers }) => exactness(covers)));
}

/** Ordered so that one narrower condition outweighs all wider ones together. */
function exactness({ assetIds, clinicIds, categories, domains, kinds }: Covers): number {
  const said = [kinds, domains, categories, clinicIds, assetIds].map((list) =>
    list.length > 0 ? 1 : 0,
  );
  return said.reduce<number>((sum, one, weight) => sum + one * 2 ** (weight + 1), 1);
}
