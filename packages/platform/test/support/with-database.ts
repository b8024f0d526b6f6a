/** The address of another database of the same server, and of another login there. */
export function withDatabase(
  url: string,
  database: string,
  login?: { readonly name: string; readonly password: string },
): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (login) {
    address.username = login.name;
    address.password = login.password;
  }
  return address.href;
}
