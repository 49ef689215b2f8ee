import type { Language } from '../../app/settings';
import { formatBasisPoints, formatCount, formatHundredths, formatMoney } from '../../format/money';
import type { ReportGroup } from './queries';

// A figure's name ends with its unit: amount_minor, rate_bp, dso_x100, count.

const shownFirst = ['count', 'amount_minor'];
const notFigures = new Set(['key', 'name', 'date', 'currency', 'buckets', 'total']);

/** The figures of a report in the order it gives them; what is bucketed shows its total beside the buckets. */
export function figureNames(groups: ReportGroup[]): string[] {
  const names = new Set<string>();
  for (const group of groups) for (const name of Object.keys(group)) if (!notFigures.has(name)) names.add(name);
  const first = shownFirst.filter((name) => names.has(name));
  return [...first, ...[...names].filter((name) => !shownFirst.includes(name))];
}

export function formatFigure(name: string, value: unknown, currency: string | undefined, language: Language): string {
  if (typeof value !== 'number') return '–';
  if (name.endsWith('_minor')) return currency ? formatMoney(value, currency, language) : formatCount(value, language);
  if (name.endsWith('_bp')) return formatBasisPoints(value);
  if (name.endsWith('_x100')) return formatHundredths(value);
  return formatCount(value, language);
}
