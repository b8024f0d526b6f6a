// Business time against its peers, in one process: `pnpm --filter @wardline/bench-sla bench`.
// Prints the table and fails if a bar of the issue is missed.
import { compileCalendar, intlTimeZones } from '@wardline/business-calendar';
import { bundleSize } from './bundle-size.ts';
import { CALENDAR, desk, STARTS } from './desk.ts';
import { lastResult, measure } from './measure.ts';
import { type Peer, peers } from './peers.ts';
import { foldTicket, stepTicket } from './ticket.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MASK = STARTS.length - 1;
const start = (i: number) => STARTS[i & MASK] as number;

interface Question {
  readonly name: string;
  readonly ours: (i: number) => unknown;
  readonly batch?: (() => void) | undefined;
  /** The same for a peer; undefined if it has no such operation. */
  readonly theirs: (peer: Peer) => ((i: number) => number) | undefined;
}

const starts = Float64Array.from({ length: 65_536 }, (_, i) => start(i));
const out = new Float64Array(starts.length);

const questions: Question[] = [
  ...[4, 40, 400].map((hours) => ({
    name: `add ${hours} h`,
    ours: (i: number) => desk.add(start(i), hours * HOUR),
    batch: () => desk.addBatch(starts, hours * HOUR, out),
    theirs: (peer: Peer) => (i: number) => peer.add(start(i), hours),
  })),
  ...(
    [
      ['3 days', 3 * DAY],
      ['1 year', 365 * DAY],
      ['5 years', 1826 * DAY],
    ] as const
  ).map(([span, ms]) => ({
    name: `between, ${span}`,
    ours: (i: number) => desk.between(start(i), start(i) + ms),
    theirs: (peer: Peer) => {
      const between = peer.between?.bind(peer);
      return between && ((i: number) => between(start(i), start(i) + ms));
    },
  })),
];

const missed: string[] = [];
const bar = (what: string, holds: boolean) => {
  console.log(`${holds ? 'ok    ' : 'MISSED'} ${what}`);
  if (!holds) missed.push(what);
};
const count = (n: number) =>
  n >= 1e6 ? `${(n / 1e6).toFixed(1)} M` : n >= 1e3 ? `${(n / 1e3).toFixed(1)} k` : n.toFixed(0);

const others = peers();
checkAnswers(others);

const rows: string[][] = [];
const bars: [string, boolean][] = [];
for (const question of questions) {
  const ours = measure(question.ours).perSecond;
  const batch = question.batch && measure(question.batch, starts.length).perSecond;
  let fastest = 0;
  const theirs = others.map((peer) => {
    const run = question.theirs(peer);
    if (!run) return '-';
    const { perSecond } = measure(run);
    if (peer.kind === 'HOURS') fastest = Math.max(fastest, perSecond);
    return count(perSecond);
  });
  const ratio = ours / fastest;
  rows.push([
    question.name,
    count(ours),
    batch ? count(batch) : '-',
    ...theirs,
    `${count(ratio)} x`,
  ]);
  bars.push([`${question.name}: at least 5 M ops/s, one by one (${count(ours)})`, ours >= 5e6]);
  if (batch)
    bars.push([
      `${question.name}: at least 30 M ops/s in a batch (${count(batch)})`,
      batch >= 30e6,
    ]);
  bars.push([
    `${question.name}: at least 500 x the fastest peer (${count(ratio)} x)`,
    ratio >= 500,
  ]);
}

const head = [
  'ops/s',
  'this package',
  'batch',
  ...others.map(({ name }) => name),
  'to fastest peer',
];
const widths = head.map((title, c) =>
  Math.max(title.length, ...rows.map((row) => row[c]?.length ?? 0)),
);
const line = (cells: string[]) => cells.map((cell, c) => cell.padStart(widths[c] ?? 0)).join(' | ');
console.log(`Node ${process.version}, one core, host zone ${process.env.TZ ?? 'unset'}`);
console.log([line(head), ...rows.map(line)].join('\n'));
console.log(
  'luxon-business-days knows whole days only (1, 5, 50); the Temporal walk is no library.\n',
);
console.log(`the clocks of a ticket of ten events: ${count(measure(foldTicket).perSecond)} ops/s`);
console.log(`one event more, all clocks: ${count(measure(stepTicket).perSecond)} ops/s\n`);
for (const [what, holds] of bars) bar(what, holds);

const compileMs = 1000 / measure(compileFiveYears).perSecond;
bar(`compiling 5 years takes less than 10 ms (${compileMs.toFixed(1)} ms)`, compileMs < 10);
const calendarBytes = await bundleSize('business-calendar');
const bothBytes = await bundleSize('business-calendar', 'sla-engine');
bar(`the calendar is under 8 kB min+gzip (${calendarBytes} B)`, calendarBytes < 8000);
bar(`both packages are under 16 kB min+gzip (${bothBytes} B)`, bothBytes < 16_000);

if (lastResult() === undefined) throw new Error('Nothing was computed.');
if (missed.length > 0) {
  console.error(`\n${missed.length} bars were missed.`);
  process.exitCode = 1;
}

/** With a provider of its own each time: nothing is remembered from the time before. */
function compileFiveYears(i: number): boolean {
  const year = 2020 + (i % 10);
  const horizon = { from: Date.UTC(year, 0, 2), to: Date.UTC(year + 4, 11, 30) };
  return compileCalendar(CALENDAR, { timeZones: intlTimeZones(), horizon }).isOpen(horizon.from);
}

/** A race between different answers would say nothing. */
function checkAnswers(all: readonly Peer[]): void {
  for (const peer of all.filter(({ kind }) => kind !== 'DAYS')) {
    let same = 0;
    const sample = STARTS.slice(0, 200);
    for (const t of sample) {
      const agrees =
        peer.add(t, 40) === desk.add(t, 40 * HOUR) &&
        peer.between?.(t, t + 30 * DAY) === desk.between(t, t + 30 * DAY);
      if (agrees) same++;
    }
    console.log(`${peer.name}: ${same} of ${sample.length} sample answers equal ours`);
    if (same < sample.length * 0.9)
      throw new Error(`${peer.name} is not asked the same questions.`);
  }
}
