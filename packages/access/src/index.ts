// Permissions and roles

// Questions
export { can, permissionsOn } from './can.ts';
export {
  canChangeMembership,
  type MembershipChange,
  type MembershipFacts,
} from './can-change-membership.ts';
export { canGrant, type GrantFacts } from './can-grant.ts';
export { type ApiKeyProposal, canMintApiKey } from './can-mint-api-key.ts';
export { canRevoke, type RevokeFacts } from './can-revoke.ts';
export { type ClinicFact, type ClinicScope, clinicScope } from './clinic-scope.ts';
// Who, where, for how long
export { type Grant, isActive, type Place, type PlaceFacts, type Scope } from './grant.ts';
export {
  NEVER_FOR_API_KEYS,
  PERMISSIONS,
  type Permission,
  REACHES,
  type Reach,
  reachesAsFar,
} from './permission.ts';
export {
  DECISION_CODES,
  type Decision,
  type DecisionCode,
  type Principal,
  type Resource,
} from './principal.ts';
export {
  permissionsOfRole,
  ROLE_DEFINITIONS,
  ROLES,
  type Role,
  type RoleDefinition,
  SCOPE_TYPES,
  type ScopeType,
  SIDES,
  type Side,
} from './role.ts';
