import type { Language } from '../app/settings';

// Money is an integer of minor units from the server to the screen; nothing here divides with floating point.

export function exponentOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** 123450, CNY -> "1234.50": what commands take. */
export function minorToDecimal(minor: number, currency: string): string {
  return shift(BigInt(minor), exponentOf(currency));
}

/** "1,234.5", CNY -> 123450; null when it is no amount or has more decimals than the currency. */
export function decimalToMinor(text: string, currency: string): number | null {
  const exponent = exponentOf(currency);
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return null;
  const minor = Number(`${match[1]}${match[2]?.replaceAll(',', '')}${fraction.padEnd(exponent, '0')}`);
  return Number.isSafeInteger(minor) ? minor : null;
}

export function formatMoney(minor: number, currency: string, language: Language): string {
  const decimal = minorToDecimal(minor, currency) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(decimal);
}

const zhUnits: Unit[] = [
  { zeros: 8, name: '亿' },
  { zeros: 4, name: '万' },
];
const enUnits: Unit[] = [
  { zeros: 9, name: 'B' },
  { zeros: 6, name: 'M' },
  { zeros: 3, name: 'K' },
];
interface Unit {
  zeros: number;
  name: string;
}

/** For tiles and axes: ¥1,234.57万, CN¥12.35M; the exact figure belongs into a tooltip. */
export function formatCompact(minor: number, currency: string, language: Language): string {
  const exponent = exponentOf(currency);
  const size = BigInt(Math.abs(minor));
  const unit = (language === 'zh-CN' ? zhUnits : enUnits).find(({ zeros }) => size >= 10n ** BigInt(zeros + exponent));
  if (!unit) return formatMoney(minor, currency, language);
  const hundredths = roundedQuotient(size * 100n, 10n ** BigInt(unit.zeros + exponent));
  const digits = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${minor < 0 ? '-' : ''}${symbolOf(currency, language)}${digits.format(shift(hundredths, 2) as Intl.StringNumericLiteral)}${unit.name}`;
}

export function symbolOf(currency: string, language: Language): string {
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** Basis points: 9532 -> 95.32%. */
export function formatBasisPoints(bp: number): string {
  return `${shift(BigInt(bp), 2)}%`;
}

/** Hundredths: 4512 -> 45.12. */
export function formatHundredths(hundredths: number): string {
  return shift(BigInt(hundredths), 2);
}

export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

/** Percent with one decimal of a part in a whole, half-up; the whole must not be 0. */
export function shareOf(part: number, whole: number): string {
  return `${shift(roundedQuotient(BigInt(part) * 1000n, BigInt(whole)), 1)}%`;
}

function shift(value: bigint, places: number): string {
  if (places === 0) return value.toString();
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function roundedQuotient(value: bigint, by: bigint): bigint {
  return (value * 2n + by) / (by * 2n);
}
