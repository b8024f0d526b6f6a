import type {
  AssignmentRequest,
  Candidate,
  LoadWeights,
  Member,
  Rejection,
  WeighingFacts,
  WeighingRules,
} from './candidate.ts';
import { absenceAt } from './compile-rotation.ts';

/** Everybody of a team with every reason that speaks against them, in the order given. */
export function weighCandidates(
  members: readonly Member[],
  request: AssignmentRequest,
  rules: WeighingRules,
  facts: WeighingFacts,
): Candidate[] {
  return members.map((member) => {
    const load = loadOf(member, rules.weights);
    const onCall = facts.onCallIds.includes(member.personId);
    const rejections = [
      ...excluded(member, request),
      ...unavailable(member, request, rules, facts, onCall),
      ...unskilled(member, request),
      ...overloaded(member, request, rules, load),
    ];
    return {
      personId: member.personId,
      eligible: rejections.length === 0,
      rejections,
      onCall,
      load,
      capacity: member.capacity,
      skillMargin: marginOf(member, request),
    };
  });
}

/** Points of open work. */
export function loadOf(member: Pick<Member, 'openWork'>, weights: LoadWeights): number {
  return member.openWork.reduce((sum, { priority }) => sum + weights[priority], 0);
}

function excluded({ personId }: Member, request: AssignmentRequest): Rejection[] {
  return request.excluded
    .filter((each) => each.personId === personId)
    .map(({ reason }) => ({ code: 'EXCLUDED', reason, message: `Must not get it: ${reason}.` }));
}

function unavailable(
  member: Member,
  { at }: AssignmentRequest,
  rules: WeighingRules,
  facts: WeighingFacts,
  onCall: boolean,
): Rejection[] {
  const found: Rejection[] = [];
  const absence = absenceAt(facts.absences, member.personId, at);
  if (absence) {
    const { kind, to: until } = absence;
    found.push({ code: 'ABSENT', kind, until, message: `Absent (${kind}).` });
  }
  if (rules.onCallOnly && !onCall) {
    found.push({ code: 'NOT_ON_CALL', message: 'Not on call, and only who is gets this.' });
  }
  const hours = member.hours ?? rules.teamHours;
  if (!onCall && hours !== null && !hours.isOpen(at)) {
    found.push({
      code: 'OUTSIDE_HOURS',
      nextAt: hours.nextOpen(at),
      message: 'Outside of working hours, and not on call.',
    });
  }
  return found;
}

function unskilled(member: Member, request: AssignmentRequest): Rejection[] {
  return request.skills.flatMap(({ code: skill, level: needed }): Rejection[] => {
    const has = member.skills.find((each) => each.code === skill)?.level;
    if (has === undefined) {
      return [
        {
          code: 'SKILL_MISSING',
          skill,
          needed,
          message: `Has no skill ${skill} (needs ${needed}).`,
        },
      ];
    }
    if (has >= needed) return [];
    const message = `Skill ${skill} is at ${has}, needed is ${needed}.`;
    return [{ code: 'SKILL_TOO_LOW', skill, needed, has, message }];
  });
}

function overloaded(
  { capacity }: Member,
  { priority }: AssignmentRequest,
  { respectCapacity, weights }: WeighingRules,
  load: number,
): Rejection[] {
  if (!respectCapacity || capacity === null || load + weights[priority] <= capacity) return [];
  const message = `Holds ${load} of ${capacity} points; this would add ${weights[priority]}.`;
  return [{ code: 'AT_CAPACITY', load, capacity, message }];
}

function marginOf(member: Member, request: AssignmentRequest): number {
  return request.skills.reduce((sum, { code, level }) => {
    const has = member.skills.find((each) => each.code === code)?.level ?? 0;
    return sum + Math.max(0, has - level);
  }, 0);
}
