import { addMonths, firstOfMonth, firstOfQuarter, firstOfYear } from '../../format/day';

export const periods = ['month', 'quarter', 'year', 'rolling'] as const;
export type Period = (typeof periods)[number];

/** A period ends on the as-of day; it begins with the month, quarter or year of that day, or eleven months before its month. */
export function beginOf(period: Period, asOf: string): string {
  switch (period) {
    case 'month':
      return firstOfMonth(asOf);
    case 'quarter':
      return firstOfQuarter(asOf);
    case 'year':
      return firstOfYear(asOf);
    case 'rolling':
      return addMonths(firstOfMonth(asOf), -11);
  }
}

export const periodOf = (text: string | undefined): Period => periods.find((one) => one === text) ?? 'month';
