import type { StepInput } from '@wardline/ticket-core';
import type { HrEventKind } from './work.entity.ts';

const done = (title: string): StepInput => ({ title, kind: 'CHECK', lane: 'IT' });
/** By somebody who answers for access to patients' data, not by who gave or took it. */
const confirmed = (title: string): StepInput => ({ title, kind: 'SIGNATURE', lane: 'PRIVACY' });

/**
 * What HIPAA asks for when people come, change and go: access is granted by role (45 CFR
 * 164.308(a)(3)(ii)(A), (a)(4)(ii)(B)), changed with it ((a)(4)(ii)(C)), and ended ((a)(3)(ii)(C)); training is
 * given (164.308(a)(5)(i)).
 */
const STEPS: Readonly<Record<HrEventKind, readonly StepInput[]>> = {
  STARTER: [
    done('Confirm identity and role with the clinic'),
    done('Create the account with the least access the role needs'),
    done('Assign the training that has to be done before access'),
    done('Hand over devices and badge against signature'),
    confirmed('Confirm that the access given is what the role needs'),
  ],
  MOVER: [
    done('Take away what the former role had and the new one has not'),
    done('Give what the new role needs'),
    confirmed('Confirm the list of access with the clinic'),
  ],
  LEAVER: [
    done('Disable sign-in at the end of the last working day'),
    done('End sessions, tokens and remote access'),
    done('Take back devices and badge'),
    done('Pass mailbox and files on as the clinic says'),
    confirmed('Confirm that no access is left'),
  ],
};

const SYSTEMS: Readonly<Record<HrEventKind, string>> = {
  STARTER: 'Give access',
  MOVER: 'Adjust access',
  LEAVER: 'Take access away',
};

/** The steps of an event's kind: those of a template, or Wardline's own; then each system by itself. */
export function hrSteps(
  kind: HrEventKind,
  template: readonly StepInput[] | null,
  systems: readonly string[],
): readonly StepInput[] {
  const each = systems.map((system) => done(`${SYSTEMS[kind]}: ${system.trim()}`));
  return [...(template ?? STEPS[kind]), ...each];
}
