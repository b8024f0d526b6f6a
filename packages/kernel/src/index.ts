export type { Actor } from './actor.ts';
export { csvRow, csvText } from './csv.ts';
export type {
  AssetId,
  ClinicGroupId,
  ClinicId,
  Id,
  LocationId,
  MspId,
  OrganizationId,
  PersonId,
  TeamId,
  TicketId,
} from './id.ts';
export { isUuid } from './id.ts';
export type { Instant } from './instant.ts';
export {
  EARLIEST_INSTANT,
  formatInstant,
  isInstant,
  LATEST_INSTANT,
  parseInstant,
} from './instant.ts';
export type { InputPath, Refusal } from './refusal.ts';
export { refusal, within } from './refusal.ts';
export type { Err, Ok, Result } from './result.ts';
export { err, ok } from './result.ts';
export type { TextRefusalCode, TextRule } from './text.ts';
export { checkText, isNotStorable } from './text.ts';
