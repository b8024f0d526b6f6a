import { ok, type Result } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import {
  CARE_IMPACTS,
  type CareImpact,
  IMPACTS,
  type Impact,
  URGENCIES,
  type Urgency,
} from '../priority/priority.ts';
import { checkChoice } from './check-input.ts';
import {
  CHANNELS,
  type Channel,
  DOMAINS,
  type Domain,
  TICKET_TYPES,
  type TicketType,
} from './ticket.ts';

export interface OpeningChoices {
  readonly type: TicketType;
  readonly channel: Channel;
  readonly domain: Domain;
  readonly impact: Impact;
  readonly urgency: Urgency;
  readonly careImpact: CareImpact;
}

/** The fields of a new ticket that take one of a few values. */
export function checkOpeningChoices(chosen: OpeningChoices): Result<true, TicketInputRefused> {
  const checks = [
    checkChoice(chosen.type, TICKET_TYPES, ['type']),
    checkChoice(chosen.channel, CHANNELS, ['channel']),
    checkChoice(chosen.domain, DOMAINS, ['domain']),
    checkChoice(chosen.impact, IMPACTS, ['impact']),
    checkChoice(chosen.urgency, URGENCIES, ['urgency']),
    checkChoice(chosen.careImpact, CARE_IMPACTS, ['careImpact']),
  ];
  for (const check of checks) if (!check.ok) return check;
  return ok(true);
}
