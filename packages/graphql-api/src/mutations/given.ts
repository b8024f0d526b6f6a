type Given<Input> = { [Key in keyof Input]: Exclude<Input[Key], null> };

/** An input without its nulls, for fields where null says no more than leaving out. */
export function given<Input extends object>(input: Input): Given<Input> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Input>;
}
