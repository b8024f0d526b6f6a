/** An ISO 4217 code. */
export type Currency = string;

/**
 * Money is a whole number of the currency's minor unit (cents, pence, yen) beside its currency. There
 * is no floating point anywhere: products and quotients are exact, and rounded once, half up.
 */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

// ISO 4217, exponents other than 2.
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
      .split(' ')
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** How many digits the minor unit has: 2 for USD, 0 for JPY. */
export function minorDigits(currency: Currency): number {
  return DIGITS[currency] ?? 2;
}

/** Plain decimal text: `1234.50`, `-0.05`, `1200` for yen. */
export function formatMoney({ minor, currency }: Money): string {
  return formatSteps(minor, minorDigits(currency));
}

/** Whole steps of a ten-to-the-minus-`digits` as plain decimal text without needless zeros: 22500 by 4 is `2.25`. */
export function decimalText(steps: number, digits: number): string {
  const text = formatSteps(steps, digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function formatSteps(steps: number, digits: number): string {
  const text = String(Math.abs(steps)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = steps < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** `a × b ÷ c` of whole numbers, none negative, rounded half up. Exact beyond 2^53 on the way. */
export function timesOver(a: number, b: number, c: number): number {
  const divisor = BigInt(c);
  return Number((BigInt(a) * BigInt(b) * 2n + divisor) / (divisor * 2n));
}
