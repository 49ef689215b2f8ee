// Which questions each report takes; the rest it would refuse or not use.

export const reportFilterNames = [
  'as_of',
  'from',
  'to',
  'by',
  'basis',
  'window_days',
  'variant',
  'open',
  'settled',
  'currency',
  'customer',
] as const;

export type By = 'customer' | 'group' | 'rep' | 'team' | 'region' | 'country' | 'month' | 'week' | 'day';
const parties: By[] = ['customer', 'group', 'rep', 'team', 'region', 'country'];
const dated: By[] = [...parties, 'month'];

interface Shape {
  by: By[];
  range?: boolean;
  basis?: boolean;
  window?: boolean;
  settled?: boolean;
}

const shapes: Record<string, Shape> = {
  aging: { by: parties, basis: true },
  concentration: { by: parties },
  dso: { by: parties, window: true },
  turnover: { by: parties, range: true, window: true },
  'collection-rate': { by: dated, range: true },
  interest: { by: dated, settled: true },
  warnings: { by: [...parties, 'day'], range: true },
  stages: { by: [...parties, 'day'], range: true },
  'payment-behaviour': { by: dated, range: true },
  cash: { by: [...dated, 'week', 'day'], range: true },
  billings: { by: [...dated, 'week', 'day'], range: true },
  'write-offs': { by: [...dated, 'week', 'day'], range: true },
  'expected-cash': { by: [...dated, 'week', 'day'], range: true },
};

export const shapeOf = (name: string): Shape => shapes[name] ?? { by: parties };
