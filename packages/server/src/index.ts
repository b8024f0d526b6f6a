// The command as a library: for tests, and for those who start it from a program of their own.
export type { ExitCode, World } from './command.ts';
export { main } from './main.ts';
export type { Terminal } from './terminal.ts';
