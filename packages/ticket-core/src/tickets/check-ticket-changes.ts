import {
  type AssetId,
  checkText,
  err,
  type Instant,
  type LocationId,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import { assetsFixed } from '../change/fixed-assets.ts';
import { checkDetails } from '../details/check-details.ts';
import type { TicketDetailsInput } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { EditableField } from '../events.ts';
import type { ReferenceFacts } from '../facts.ts';
import { careImpactOfAnswers, graverCareImpact } from '../priority/care-questions.ts';
import {
  CARE_IMPACTS,
  type CareImpact,
  IMPACTS,
  type Impact,
  type PriorityOverride,
  URGENCIES,
  type Urgency,
} from '../priority/priority.ts';
import { checkBody, checkChoice } from './check-input.ts';
import { checkAssets, checkLocation, checkPerson } from './check-references.ts';
import { checkTags } from './tags.ts';
import { DOMAINS, type Domain, LIMITS, type TicketState } from './ticket.ts';

/** New values for some fields; what is left out stays as it is. */
export interface TicketChanges {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly domain?: Domain | undefined;
  readonly category?: string | null | undefined;
  /** From 1 to 9. */
  readonly supportTier?: number | undefined;
  readonly impact?: Impact | undefined;
  readonly urgency?: Urgency | undefined;
  /** What somebody says it does to care; the answers may make it graver. */
  readonly careImpact?: CareImpact | undefined;
  readonly patientConnected?: boolean | null | undefined;
  readonly alternativeAvailable?: boolean | null | undefined;
  /** What only its type has; fields that are left out stay. */
  readonly details?: TicketDetailsInput | undefined;
  readonly assetIds?: readonly AssetId[] | undefined;
  readonly locationId?: LocationId | null | undefined;
  readonly requesterId?: PersonId | null | undefined;
  readonly confidential?: boolean | undefined;
  /** All of its tags: replaces the list. */
  readonly tags?: readonly string[] | undefined;
  /** Tags it shall have beside those it has: whoever adds others meanwhile loses none. */
  readonly addTags?: readonly string[] | undefined;
  /** Tags it shall not have; what is both added and removed is removed. */
  readonly removeTags?: readonly string[] | undefined;
  /** A decision for another priority; null returns to the computed one. */
  readonly priorityOverride?: PriorityOverride | null | undefined;
}

/** The care impact follows from what was stated and answered. */
type GivenField = Exclude<EditableField, 'careImpact'>;
type Values = { -readonly [Field in EditableField]?: TicketState[Field] };
type Checked<Field extends EditableField> = Result<TicketState[Field], TicketInputRefused>;

/** The values the named fields will have: trimmed, known, and existing at the ticket's clinic. */
export function checkTicketChanges(
  ticket: TicketState,
  changes: TicketChanges,
  facts: ReferenceFacts,
  at: Instant,
): Result<Partial<TicketState>, TicketInputRefused> {
  const checks: { readonly [Field in GivenField]: () => Checked<Field> | undefined } = {
    title: () =>
      given(changes.title, (text) => checkText(text, { path: ['title'], max: LIMITS.title })),
    description: () => given(changes.description, (text) => checkBody(text, 'description', true)),
    domain: () => given(changes.domain, (value) => checkChoice(value, DOMAINS, ['domain'])),
    category: () => given(changes.category, checkCategory),
    supportTier: () => given(changes.supportTier, checkSupportTier),
    impact: () => given(changes.impact, (value) => checkChoice(value, IMPACTS, ['impact'])),
    urgency: () => given(changes.urgency, (value) => checkChoice(value, URGENCIES, ['urgency'])),
    statedCareImpact: () =>
      given(changes.careImpact, (value) => checkChoice(value, CARE_IMPACTS, ['careImpact'])),
    patientConnected: () => given(changes.patientConnected, (value) => ok(value)),
    alternativeAvailable: () => given(changes.alternativeAvailable, (value) => ok(value)),
    assetIds: () =>
      given(changes.assetIds, (ids) => {
        const assets = checkAssets(ids, ticket.clinicId, facts, ['assetIds']);
        if (!assets.ok) return assets;
        const found = assets.value.map((asset) => asset.id);
        const fixed = assetsFixed(ticket, found);
        return fixed ? err(fixed) : ok(found);
      }),
    locationId: () =>
      given(changes.locationId, (id) => checkLocation(id, ticket.clinicId, facts, ['locationId'])),
    requesterId: () =>
      given(changes.requesterId, (id) => checkPerson(id, facts.people, ['requesterId'])),
    confidential: () => given(changes.confidential, (value) => ok(value)),
    tags: () => checkTagChanges(ticket.tags, changes),
    details: () =>
      given(changes.details, (input) =>
        checkDetails(ticket.details, input, { at, people: facts.people, state: ticket.state }),
      ),
  };
  const values: Values = {};
  for (const field of Object.keys(checks) as GivenField[]) {
    const checked = checks[field]();
    if (!checked) continue;
    if (!checked.ok) return checked;
    Object.assign(values, { [field]: checked.value });
  }
  const next = { ...ticket, ...values };
  return ok({
    ...values,
    careImpact: graverCareImpact(next.statedCareImpact, careImpactOfAnswers(next)),
  });
}

function given<T, R>(value: T | undefined, check: (value: T) => R): R | undefined {
  return value === undefined ? undefined : check(value);
}

function checkTagChanges(
  present: readonly string[],
  { tags, addTags, removeTags }: TicketChanges,
): Checked<'tags'> | undefined {
  if (!tags && !addTags && !removeTags) return undefined;
  const replaced = tags ? checkTags(tags, ['tags']) : ok(present);
  if (!replaced.ok) return replaced;
  const added = checkTags(addTags ?? [], ['addTags']);
  if (!added.ok) return added;
  const removed = checkTags(removeTags ?? [], ['removeTags']);
  if (!removed.ok) return removed;
  const kept = [...replaced.value, ...added.value].filter((tag) => !removed.value.includes(tag));
  return checkTags(kept, [addTags ? 'addTags' : 'tags']);
}

function checkSupportTier(tier: number): Checked<'supportTier'> {
  if (Number.isInteger(tier) && tier >= 1 && tier <= LIMITS.supportTier) return ok(tier);
  const message = `supportTier must be a whole number from 1 to ${LIMITS.supportTier}.`;
  return err(refusal('NUMBER_INVALID', message, ['supportTier']));
}

function checkCategory(text: string | null): Checked<'category'> {
  const rule = { path: ['category'], max: LIMITS.category, mayBeEmpty: true };
  const category = checkText(text ?? '', rule);
  if (!category.ok) return category;
  return ok(category.value === '' ? null : category.value);
}
