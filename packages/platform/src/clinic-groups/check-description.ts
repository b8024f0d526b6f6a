import { checkOptionalText } from '../checks.ts';

const MAX_DESCRIPTION = 2_000;

/** What is meant by a group: null if nothing is said. */
export const checkDescription = (value: string | null | undefined) =>
  checkOptionalText(value, 'description', MAX_DESCRIPTION);
