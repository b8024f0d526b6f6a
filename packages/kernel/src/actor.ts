/** Who does something: a member at a keyboard, an integration with its key, or Wardline itself. */
export interface Actor {
  readonly kind: 'MEMBER' | 'API_KEY' | 'SERVICE';
  /** The person's id, the API key's id, or the id of the MSP a service acts for. */
  readonly id: string;
}
