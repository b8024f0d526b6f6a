import {
  type Actor,
  type AssetId,
  type ClinicId,
  checkText,
  err,
  type Instant,
  type LocationId,
  ok,
  type PersonId,
  type Result,
  refusal,
  type TeamId,
  type TicketId,
} from '@wardline/kernel';
import { checkOpeningDetails } from '../details/check-opening-details.ts';
import type { TicketDetailsInput } from '../details/details.ts';
import type { TicketRefusal } from '../errors.ts';
import type { TicketOpened } from '../events.ts';
import type { AssignmentFacts, PriorityFacts, ReferenceFacts, TransitionFacts } from '../facts.ts';
import { LIFECYCLES } from '../lifecycle/lifecycles.ts';
import { checkPriorityOverride } from '../priority/check-priority-override.ts';
import { computePriority } from '../priority/compute-priority.ts';
import {
  type CareImpact,
  DEFAULT_PRIORITY_MATRIX,
  type Impact,
  type PriorityOverride,
  type Urgency,
} from '../priority/priority.ts';
import { checkAssignment } from './check-assignment.ts';
import { checkAt, checkBody, checkList } from './check-input.ts';
import { checkOpeningChoices } from './check-opening-choices.ts';
import { checkAssets, checkLocation, checkPerson, notFound } from './check-references.ts';
import { checkTags } from './tags.ts';
import {
  type Channel,
  type Domain,
  LIMITS,
  REQUESTABLE_TYPES,
  type TicketState,
  type TicketType,
} from './ticket.ts';

/** Somebody asks for help. What is left out takes the default named beside it. */
export interface OpenTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly id: TicketId;
  /** Unique per MSP, made by the caller: `formatTicketNumber`. */
  readonly number: string;
  readonly type: TicketType;
  readonly clinicId: ClinicId;
  readonly requesterId: PersonId | null;
  readonly title: string;
  /** Default: empty. */
  readonly description?: string | undefined;
  readonly channel: Channel;
  readonly domain: Domain;
  readonly category?: string | null | undefined;
  /** Default: MEDIUM. */
  readonly impact?: Impact | undefined;
  /** Default: MEDIUM. */
  readonly urgency?: Urgency | undefined;
  /** Default: NONE. */
  readonly careImpact?: CareImpact | undefined;
  /** "Is a patient connected to it?" Raises the care impact, never lowers it. Default: not known. */
  readonly patientConnected?: boolean | null | undefined;
  /** "Is there another one, or another way?" Default: not known. */
  readonly alternativeAvailable?: boolean | null | undefined;
  readonly priorityOverride?: PriorityOverride | null | undefined;
  readonly assetIds?: readonly AssetId[] | undefined;
  readonly locationId?: LocationId | null | undefined;
  readonly teamId?: TeamId | null | undefined;
  readonly assigneeId?: PersonId | null | undefined;
  readonly watcherIds?: readonly PersonId[] | undefined;
  /** At most 20 of at most 50 characters; a requester has none to give. */
  readonly tags?: readonly string[] | undefined;
  /** Default: false, but true for a security incident: whom it concerns is not known yet. */
  readonly confidential?: boolean | undefined;
  /** What only its type has. A change and a work order must at least say their `kind`. */
  readonly details?: TicketDetailsInput | undefined;
}

export interface OpenTicketFacts
  extends ReferenceFacts,
    AssignmentFacts,
    PriorityFacts,
    Pick<TransitionFacts, 'lifecycle' | 'asRequester'> {
  /** Whether the clinic exists and the actor may open tickets for it. */
  readonly clinicExists: boolean;
}

/** Who asks says what is wrong and what it does to care; how urgent that is among all, and whose, the desk. */
const DESK_DECIDES = ['priorityOverride', 'teamId', 'assigneeId'] as const;

/**
 * Opens a ticket in its lifecycle's initial state, with its priority and the reasons for it.
 * @returns one `TicketOpened`; or a refusal: texts, unknown values, references that are not found
 *   (`facts` must hold what the command names), `NOT_FOR_REQUESTERS`, `DETAIL_…`, `PRIORITY_BELOW_CARE_FLOOR`.
 */
export function openTicket(
  command: OpenTicketCommand,
  facts: OpenTicketFacts,
): Result<readonly [TicketOpened], TicketRefusal> {
  const { at, by, id, type, clinicId } = command;
  const matrix = facts.priorityMatrix ?? DEFAULT_PRIORITY_MATRIX;
  const { impact = 'MEDIUM', urgency = 'MEDIUM', careImpact: statedCareImpact = 'NONE' } = command;
  const { patientConnected = null, alternativeAvailable = null } = command;

  const moment = checkAt(at);
  if (!moment.ok) return moment;
  const choices = checkOpeningChoices({
    ...command,
    impact,
    urgency,
    careImpact: statedCareImpact,
  });
  if (!choices.ok) return choices;
  const number = checkText(command.number, { path: ['number'], max: LIMITS.number });
  if (!number.ok) return number;
  const title = checkText(command.title, { path: ['title'], max: LIMITS.title });
  if (!title.ok) return title;
  const description = checkBody(command.description ?? '', 'description', true);
  if (!description.ok) return description;
  const category = checkText(command.category ?? '', {
    path: ['category'],
    max: LIMITS.category,
    mayBeEmpty: true,
  });
  if (!category.ok) return category;

  if (facts.asRequester && !REQUESTABLE_TYPES.some((each) => each === type)) {
    const message = `You can open ${REQUESTABLE_TYPES.join(', ')}; ask the desk for a ${type}.`;
    return err(refusal('TYPE_NOT_REQUESTABLE', message, ['type']));
  }
  const tags = checkTags(command.tags ?? [], ['tags']);
  if (!tags.ok) return tags;
  if (facts.asRequester && tags.value.length > 0) {
    const message = 'Tags are for those who work on tickets; leave them out.';
    return err(refusal('TAGS_NOT_ACCEPTED', message, ['tags']));
  }
  const desks = DESK_DECIDES.find((field) => (command[field] ?? null) !== null);
  if (facts.asRequester && desks) {
    const message = `${desks} is decided by those who work on the ticket; leave it out.`;
    return err(refusal('NOT_FOR_REQUESTERS', message, [desks]));
  }
  if (!facts.clinicExists) return notFound(['clinicId'], 'clinic');
  const requester = checkPerson(command.requesterId, facts.people, ['requesterId']);
  if (!requester.ok) return requester;
  const assets = checkAssets(command.assetIds ?? [], clinicId, facts, ['assetIds']);
  if (!assets.ok) return assets;
  const location = checkLocation(command.locationId ?? null, clinicId, facts, ['locationId']);
  if (!location.ok) return location;
  const assignment = checkAssignment(
    { teamId: command.teamId ?? null, assigneeId: command.assigneeId ?? null },
    facts,
  );
  if (!assignment.ok) return assignment;
  const watchers = checkList(command.watcherIds ?? [], ['watcherIds']);
  if (!watchers.ok) return watchers;
  for (const [index, watcherId] of watchers.value.entries()) {
    const watcher = checkPerson(watcherId, facts.people, ['watcherIds', index]);
    if (!watcher.ok) return watcher;
  }
  const details = checkOpeningDetails(command, facts.people);
  if (!details.ok) return details;

  const criticalities = assets.value.map((asset) => asset.criticality);
  const answers = { patientConnected, alternativeAvailable };
  const inputs = { impact, urgency, statedCareImpact, ...answers, criticalities };
  const { careImpact } = computePriority(inputs, matrix).inputs;
  const override = checkPriorityOverride(command.priorityOverride ?? null, careImpact, matrix);
  if (!override.ok) return override;
  const priorityReason = computePriority(inputs, matrix, override.value);
  const ticket: TicketState = {
    id,
    type,
    number: number.value,
    clinicId,
    requesterId: command.requesterId,
    title: title.value,
    description: description.value,
    channel: command.channel,
    domain: command.domain,
    category: category.value === '' ? null : category.value,
    impact,
    urgency,
    careImpact,
    statedCareImpact,
    ...answers,
    priority: priorityReason.priority,
    priorityReason,
    supportTier: 1,
    ...assignment.value,
    assetIds: assets.value.map((asset) => asset.id),
    locationId: location.value,
    state: (facts.lifecycle ?? LIFECYCLES[type]).initial,
    holdReason: null,
    confidential: command.confidential ?? type === 'SECURITY_INCIDENT',
    openedAt: at,
    restoredAt: null,
    resolvedAt: null,
    closedAt: null,
    resolutionCode: null,
    resolutionNote: null,
    reopenCount: 0,
    watcherIds: watchers.value,
    tags: tags.value,
    details: details.value,
    notifications: [],
    mergedIntoId: null,
    rating: null,
    version: 1,
  };
  return ok([{ type: 'TicketOpened', ticketId: id, at, by, ticket }] as const);
}
