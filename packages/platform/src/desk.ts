import { createApiKey } from './access/create-api-key.ts';
import { createGrant } from './access/create-grant.ts';
import { createPersonalToken } from './access/create-personal-token.ts';
import { revokeApiKey } from './access/revoke-api-key.ts';
import { revokeGrant } from './access/revoke-grant.ts';
import { coverAgreement } from './agreements/cover-agreement.ts';
import { createAgreement } from './agreements/create-agreement.ts';
import { discardAgreementDraft, draftAgreement } from './agreements/draft-agreement.ts';
import { publishAgreement } from './agreements/publish-agreement.ts';
import { simulateAgreement } from './agreements/simulate-agreement.ts';
import { updateAgreement } from './agreements/update-agreement.ts';
import { decideApproval } from './approvals/decide-approval.ts';
import { delegateApproval } from './approvals/delegate-approval.ts';
import { endDelegation } from './approvals/end-delegation.ts';
import { requestApproval } from './approvals/request-approval.ts';
import { withdrawApproval } from './approvals/withdraw-approval.ts';
import { transitionAsset, updateAsset } from './assets/change-asset.ts';
import { registerAsset } from './assets/register-asset.ts';
import { relateAssets, unrelateAssets } from './assets/relate-assets.ts';
import { createCalendar } from './calendars/create-calendar.ts';
import { addRegionHolidays } from './calendars/holidays/add-region-holidays.ts';
import { importHolidays } from './calendars/holidays/import-holidays.ts';
import { updateCalendar } from './calendars/update-calendar.ts';
import { addBlackout, removeBlackout } from './changes/blackouts.ts';
import { archiveClinicGroup } from './clinic-groups/archive-clinic-group.ts';
import { addGroupClinics, removeGroupClinics } from './clinic-groups/change-clinics.ts';
import { createClinicGroup } from './clinic-groups/create-clinic-group.ts';
import { updateClinicGroup } from './clinic-groups/update-clinic-group.ts';
import { slaAttainment } from './clocks/attainment.ts';
import {
  type FollowTransitions,
  followTransitions,
  type TransitionNotice,
} from './clocks/follow-transitions.ts';
import { setTicketAgreement } from './clocks/set-ticket-agreement.ts';
import { addContractLine } from './contracts/add-contract-line.ts';
import { createContract } from './contracts/create-contract.ts';
import { removeContractLine } from './contracts/remove-contract-line.ts';
import { updateContract } from './contracts/update-contract.ts';
import { updateContractLine } from './contracts/update-contract-line.ts';
import { addAbsence, removeAbsence } from './dispatch/absences.ts';
import { assignTicketAutomatically } from './dispatch/assign-automatically.ts';
import { handOverTicket } from './dispatch/hand-over-ticket.ts';
import { addOverride, removeOverride } from './dispatch/overrides.ts';
import {
  createCoManagedAgreement,
  updateCoManagedAgreement,
} from './dispatch/save-co-managed-agreement.ts';
import { createRotation, updateRotation } from './dispatch/save-rotation.ts';
import { setPersonDispatch } from './dispatch/set-person-dispatch.ts';
import { setTeamDispatch } from './dispatch/set-team-dispatch.ts';
import { answerSwap, proposeSwap } from './dispatch/swaps.ts';
import { createEscalationPolicy } from './escalations/create-escalation-policy.ts';
import { updateEscalationPolicy } from './escalations/update-escalation-policy.ts';
import { importContacts } from './import/contacts/import-contacts.ts';
import { importServiceNowIncidents } from './import/service-now-incidents.ts';
import { addAffiliation } from './people/add-affiliation.ts';
import { upsertContacts } from './people/contacts/upsert-contacts.ts';
import { createPerson } from './people/create-person.ts';
import { endAffiliation } from './people/end-affiliation.ts';
import { updatePerson } from './people/update-person.ts';
import { openReadSession, type ReadSession } from './reading/read-session.ts';
import { fanOutProblem } from './relations/fan-out-problem.ts';
import { openFollowUp } from './relations/follow-up.ts';
import { addLink, removeLink } from './relations/link-tickets.ts';
import { mergeTickets } from './relations/merge-tickets.ts';
import { splitOffTicket } from './relations/split-off-ticket.ts';
import type { Session } from './session.ts';
import { completeTask, skipTask } from './tasks/answer-task.ts';
import { createChecklistTemplate, updateChecklistTemplate } from './tasks/checklist-templates.ts';
import { startChecklist } from './tasks/start-checklist.ts';
import { createClinic } from './tenancy/create-clinic.ts';
import { createLocation } from './tenancy/create-location.ts';
import { createOrganization } from './tenancy/create-organization.ts';
import { createTeam } from './tenancy/create-team.ts';
import { addTeamMember, removeTeamMember } from './tenancy/team-members.ts';
import { updateClinic } from './tenancy/update-clinic.ts';
import { updateLocation } from './tenancy/update-location.ts';
import { updateMsp } from './tenancy/update-msp.ts';
import { updateOrganization } from './tenancy/update-organization.ts';
import { updateTeam } from './tenancy/update-team.ts';
import { addInternalNote } from './tickets/add-internal-note.ts';
import { addPublicReply } from './tickets/add-public-reply.ts';
import { addWorkLog } from './tickets/add-work-log.ts';
import { assignTicket } from './tickets/assign-ticket.ts';
import { recordNotification, recordServiceRestored } from './tickets/milestones.ts';
import { openTicket } from './tickets/open-ticket.ts';
import { rateTicket } from './tickets/rate-ticket.ts';
import { transitionTicket } from './tickets/transition-ticket.ts';
import { updateTicket } from './tickets/update-ticket.ts';
import { updateTickets } from './tickets/update-tickets.ts';
import { addWatcher, removeWatcher } from './tickets/watchers.ts';
import {
  createTriageRuleSet,
  publishTriageRuleSet,
  updateTriageRuleSet,
} from './triage/save-rule-set.ts';
import { unitOfWork, type WorkResult } from './unit-of-work.ts';
import { planVisit } from './visits/plan-visit.ts';
import { rescheduleVisit } from './visits/reschedule-visit.ts';
import { cancelVisit, transitionVisit } from './visits/transition-visit.ts';
import { addPart } from './work/add-part.ts';
import { contractUsage } from './work/contract-usage.ts';
import { correctWorkLog, voidWorkLog } from './work/correct-work-log.ts';
import { exportInvoice } from './work/export-invoice.ts';
import { recordHrEvent } from './work/record-hr-event.ts';
import { setBillingTerms } from './work/set-billing-terms.ts';
import { voidInvoice } from './work/void-invoice.ts';
import { voidPart } from './work/void-part.ts';
import { withdrawBillingTerms } from './work/withdraw-billing-terms.ts';

type UseCase<I, R> = (session: Session, input: I) => Promise<R>;
type Bound<Verbs> = {
  readonly [Verb in keyof Verbs]: Verbs[Verb] extends UseCase<infer I, infer R>
    ? (input: I) => Promise<R>
    : never;
};

const useCases = {
  msp: { update: updateMsp },
  organizations: { create: createOrganization, update: updateOrganization },
  clinics: { create: createClinic, update: updateClinic },
  clinicGroups: {
    create: createClinicGroup,
    update: updateClinicGroup,
    archive: archiveClinicGroup,
    addClinics: addGroupClinics,
    removeClinics: removeGroupClinics,
  },
  locations: { create: createLocation, update: updateLocation },
  teams: {
    create: createTeam,
    update: updateTeam,
    addMember: addTeamMember,
    removeMember: removeTeamMember,
  },
  people: {
    create: createPerson,
    update: updatePerson,
    createToken: createPersonalToken,
    addAffiliation,
    endAffiliation,
    upsert: upsertContacts,
  },
  grants: { create: createGrant, revoke: revokeGrant },
  apiKeys: { create: createApiKey, revoke: revokeApiKey },
  assets: {
    register: registerAsset,
    update: updateAsset,
    transition: transitionAsset,
    relate: relateAssets,
    unrelate: unrelateAssets,
  },
  calendars: {
    create: createCalendar,
    update: updateCalendar,
    importHolidays,
    addRegionHolidays,
  },
  clocks: { attainment: slaAttainment },
  contracts: {
    create: createContract,
    update: updateContract,
    addLine: addContractLine,
    updateLine: updateContractLine,
    removeLine: removeContractLine,
  },
  escalationPolicies: { create: createEscalationPolicy, update: updateEscalationPolicy },
  agreements: {
    create: createAgreement,
    update: updateAgreement,
    cover: coverAgreement,
    draft: draftAgreement,
    discardDraft: discardAgreementDraft,
    publish: publishAgreement,
    simulate: simulateAgreement,
  },
  dispatch: {
    setTeam: setTeamDispatch,
    setPerson: setPersonDispatch,
    addAbsence,
    removeAbsence,
    createRotation,
    updateRotation,
    addOverride,
    removeOverride,
    proposeSwap,
    answerSwap,
    createCoManagedAgreement,
    updateCoManagedAgreement,
    assign: assignTicketAutomatically,
    handOver: handOverTicket,
  },
  triage: {
    createRuleSet: createTriageRuleSet,
    updateRuleSet: updateTriageRuleSet,
    publishRuleSet: publishTriageRuleSet,
  },
  visits: {
    plan: planVisit,
    reschedule: rescheduleVisit,
    transition: transitionVisit,
    cancel: cancelVisit,
  },
  work: {
    addPart,
    voidPart,
    correctLog: correctWorkLog,
    voidLog: voidWorkLog,
    setTerms: setBillingTerms,
    withdrawTerms: withdrawBillingTerms,
    usage: contractUsage,
    exportInvoice,
    voidInvoice,
    recordHrEvent,
  },
  imports: { serviceNowIncidents: importServiceNowIncidents, contacts: importContacts },
  tickets: {
    open: openTicket,
    update: updateTicket,
    updateMany: updateTickets,
    transition: transitionTicket,
    assign: assignTicket,
    setAgreement: setTicketAgreement,
    reply: addPublicReply,
    note: addInternalNote,
    logWork: addWorkLog,
    addWatcher,
    removeWatcher,
    recordServiceRestored,
    recordNotification,
    rate: rateTicket,
    addLink,
    removeLink,
    merge: mergeTickets,
    split: splitOffTicket,
    followUp: openFollowUp,
    fanOut: fanOutProblem,
    startChecklist,
    completeTask,
    skipTask,
    requestApproval,
    withdrawApproval,
  },
  approvals: { decide: decideApproval, delegate: delegateApproval, endDelegation },
  blackouts: { add: addBlackout, remove: removeBlackout },
  checklistTemplates: { create: createChecklistTemplate, update: updateChecklistTemplate },
};

type UseCases = typeof useCases;

/** Everything one principal can do, feature by feature. */
export type Desk = { readonly [Feature in keyof UseCases]: Bound<UseCases[Feature]> } & {
  readonly session: Session;
  /**
   * Several use cases in one transaction: all of it is done, or the first refusal undoes all of it
   * and is the answer. Call them one after the other, and read only afterwards.
   * @example
   * await desk.together(async (desk) => {
   *   await desk.clinics.create({ … });
   *   return desk.locations.create({ … });
   * });
   */
  together<T>(work: (desk: Desk) => Promise<WorkResult<T>>): Promise<WorkResult<T>>;
  /** Opens a reading of what the principal may see; close it when done. */
  read(): ReadSession;
  /**
   * What clocks pass (warnings, breaches, escalation steps) as it happens, until the signal aborts.
   * @example
   * for await (const { transitionId, cursor } of desk.follow({ types: ['BREACHED'], signal })) …
   */
  follow(options?: FollowTransitions): AsyncGenerator<TransitionNotice>;
};

/**
 * Binds every use case to a session. A desk that is kept for long lets each call begin at its own
 * instant; `frozen` gives all calls of one request the session's.
 */
export function deskOf(session: Session, frozen: boolean): Desk {
  const current = (): Session =>
    frozen ? session : { ...session, now: session.engine.ports.now() };
  const bound = Object.entries(useCases).map(([feature, verbs]) => [
    feature,
    Object.fromEntries(
      Object.entries(verbs).map(([verb, useCase]) => [
        verb,
        (input: never) => (useCase as UseCase<never, unknown>)(current(), input),
      ]),
    ),
  ]);
  const together: Desk['together'] = (work) => {
    const session = current();
    return unitOfWork(session, (uow) =>
      work(deskOf({ ...session, idempotency: null, joins: uow }, true)),
    );
  };
  const read = () => openReadSession(current());
  const follow = (options?: FollowTransitions) => followTransitions(session, options);
  return { ...Object.fromEntries(bound), session, together, read, follow } as Desk;
}
