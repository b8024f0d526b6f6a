import { MAX_SKILL_LEVEL, type Skill } from '@wardline/dispatch';
import { checkText, err, isUuid, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';

const MAX_SKILLS = 100;
const MAX_CAPACITY = 10_000;

export interface SetPersonDispatch {
  readonly personId: string;
  readonly expectedVersion: number;
  /** All of them; left out: as they are. */
  readonly skills?: readonly Skill[] | undefined;
  /** The most points of open work; null: no limit. */
  readonly capacity?: number | null | undefined;
  /** Working hours; null: those of the team. */
  readonly workingCalendarId?: string | null | undefined;
}

/** Says what somebody of the MSP can do, when they work and how much they take. */
export function setPersonDispatch(
  session: Session,
  input: SetPersonDispatch,
): Promise<WorkResult<{ readonly personId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const { personId, skills, capacity, workingCalendarId } = input;
    const person = isUuid(personId)
      ? await uow.em.findOne(PersonEntity, { mspId, id: personId, side: 'PROVIDER' })
      : null;
    if (!person) return err(notFound(['personId']));
    const allowed = authorize(uow, 'member:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (person.version !== input.expectedVersion) {
      return err(versionConflict(person.id, person.version));
    }
    const checked = checkSkills(skills ?? []);
    if (!checked.ok) return checked;
    if (typeof capacity === 'number' && !isWhole(capacity, 0, MAX_CAPACITY)) {
      const message = `capacity is a whole number from 0 to ${MAX_CAPACITY}.`;
      return err(refusal('NUMBER_OUT_OF_RANGE', message, ['capacity']));
    }
    if (typeof workingCalendarId === 'string') {
      const calendar =
        isUuid(workingCalendarId) &&
        (await uow.em.findOne(CalendarEntity, { mspId, id: workingCalendarId }));
      if (!calendar) return err(notFound(['workingCalendarId']));
    }
    if (skills !== undefined) person.skills = checked.value;
    if (capacity !== undefined) person.capacity = capacity;
    if (workingCalendarId !== undefined) person.workingCalendarId = workingCalendarId;
    uow.record({
      type: 'PersonDispatchSet',
      recordType: 'Person',
      recordId: person.id,
      clinicId: null,
      facts: { fields: Object.keys(input).filter((key) => !/Id$|Version$/.test(key)) },
      authority: allowed.value,
    });
    return ok({ personId: person.id });
  });
}

function checkSkills(skills: readonly Skill[]): Result<readonly Skill[], Refusal> {
  if (skills.length > MAX_SKILLS) {
    return err(refusal('LIST_TOO_LONG', `At most ${MAX_SKILLS} skills.`, ['skills']));
  }
  const checked: Skill[] = [];
  for (const [index, { code, level }] of skills.entries()) {
    const text = checkText(code, { path: ['skills', index, 'code'], max: 100 });
    if (!text.ok) return text;
    if (!isWhole(level, 1, MAX_SKILL_LEVEL)) {
      const message = `level is a whole number from 1 to ${MAX_SKILL_LEVEL}.`;
      return err(refusal('NUMBER_OUT_OF_RANGE', message, ['skills', index, 'level']));
    }
    if (checked.some((other) => other.code === text.value)) {
      return err(refusal('ID_REPEATED', 'Name every skill once.', ['skills', index, 'code']));
    }
    checked.push({ code: text.value, level });
  }
  return ok(checked);
}

const isWhole = (value: number, min: number, max: number) =>
  Number.isInteger(value) && value >= min && value <= max;
