/** A number that a mutation answers with: how many of something there were. */
export const count = (key: string, description: string) => ({
  description,
  value: { type: 'Int', key },
});
