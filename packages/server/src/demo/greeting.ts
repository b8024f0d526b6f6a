import { QUERIES } from './queries.ts';
import type { DemoLogin } from './tokens.ts';

/** What a started demo prints: where it is, who one can be, what to ask. */
export function greeting(port: number, logins: readonly DemoLogin[]): string {
  const address = `http://localhost:${port}/graphql`;
  const [admin] = logins;
  const width = Math.max(...logins.map(({ person }) => person.role.length));
  const people = logins.map(
    ({ msp, person, token }) =>
      `  ${person.role.padEnd(width)}  ${token}  ${person.name}, ${placeOf(msp, person)}`,
  );
  const queries = QUERIES.map(({ title, text }) => `# ${title}\n${text}`);
  return `
Wardline is ready: ${address}

Sign in with a token (header "Authorization: Bearer <token>"); these exist in this demo only:

${people.join('\n')}

Open the address in a browser for GraphiQL, set the header there, and paste:

${queries.join('\n\n')}

Or from a shell:

curl -s ${address} -H 'content-type: application/json' \\
  -H 'authorization: Bearer ${admin?.token ?? '<token>'}' \\
  -d '{"query":"{ viewer { person { displayName } } clinics(first: 3) { nodes { name } } }"}'

Stop with Ctrl+C; the data stays. "npm start -- --fresh" begins again.
`;
}

function placeOf(msp: DemoLogin['msp'], { organization, clinic }: DemoLogin['person']): string {
  const place =
    msp.clinics.find(({ key }) => key === clinic) ??
    msp.organizations.find(({ key }) => key === organization);
  return place?.name ?? msp.name;
}
