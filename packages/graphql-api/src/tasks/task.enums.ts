import { describedEnum } from '../builder.ts';

export const Lane = describedEnum('Lane', 'Whose part of the work something is.', {
  IT: 'Information technology.',
  HTM: 'Healthcare technology management (biomed).',
  CLINICAL: 'Those who give care.',
  FACILITIES: 'The building and what runs it.',
  PRIVACY: 'Those who guard patients’ data.',
});

export const StepKind = describedEnum('StepKind', 'What a step asks for.', {
  CHECK: 'A tick.',
  NUMBER: 'A measured number.',
  PHOTO: 'A picture.',
  ATTACHMENT: 'A document.',
  SIGNATURE: 'A signature for the lane.',
  TEXT: 'Words.',
});

export const ChecklistOrder = describedEnum('ChecklistOrder', 'How steps follow each other.', {
  SEQUENCE: 'One after the other.',
  PARALLEL: 'In any order.',
});

export const TaskStatus = describedEnum('TaskStatus', 'How a step stands.', {
  OPEN: 'Not answered.',
  DONE: 'Answered, and as it should be.',
  FAILED: 'Answered, and not as it should be.',
  SKIPPED: 'Left out; it was not required.',
});
