// What `npm test` says last: how many, and which failed, on which database, with which seed.
// A log is read from its end, and often only its end is kept.
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface TestReport {
  readonly passed: number;
  readonly skipped: number;
  /** One line each. */
  readonly failures: readonly string[];
}

const LONGEST = 600;

/** A vitest reporter: writes a {@link TestReport} to the file WARDLINE_TEST_REPORT names. */
// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by its default export.
export default class TestReportWriter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const report: TestReport = {
      passed: modules.flatMap((module) => [...module.children.allTests('passed')]).length,
      skipped: modules.flatMap((module) => [...module.children.allTests('skipped')]).length,
      failures: [
        ...modules.flatMap(failuresOf),
        ...unhandled.map((error) => `outside any test: ${inOneLine(error)}`),
      ],
    };
    const file = process.env.WARDLINE_TEST_REPORT;
    if (file) writeFileSync(file, JSON.stringify(report));
  }
}

function failuresOf(module: TestModule): string[] {
  const where = `[${module.project.name}] ${module.relativeModuleId}`;
  const tests = [...module.children.allTests('failed')].map((test) => {
    const messages = (test.result().errors ?? []).map((error) => inOneLine(error));
    return `${where} > ${test.fullName}: ${messages.join(' | ')}`;
  });
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => `${where} > ${suite.fullName}: ${inOneLine(error)}`),
  );
  // A file that could not be loaded has no test to fail.
  const itself = module.errors().map((error) => `${where}: ${inOneLine(error)}`);
  const known = [...itself, ...suites, ...tests];
  const unfinished = ['pending', 'queued'].includes(module.state());
  return known.length === 0 && unfinished ? [`${where}: not run to its end`] : known;
}

/** The message, and the cause: a property says in its cause what was wrong with the example. */
function inOneLine(error: { message: string; cause?: unknown }): string {
  const cause = error.cause as { message?: string } | undefined;
  return [error.message, cause?.message]
    .flatMap((text) => (text ? [text.replace(/\s+/g, ' ').trim().slice(0, LONGEST)] : []))
    .join(' <- ');
}
