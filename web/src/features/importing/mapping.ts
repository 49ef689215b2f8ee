/** A mapping as the server reads and writes it: unknown parts are handed back untouched. */
export interface Mapping {
  kind: string;
  name?: string;
  source: string;
  columns: Record<string, string | string[]>;
  constants?: Record<string, string>;
  dates?: string;
  decimal?: string;
  create?: string[];
  [other: string]: unknown;
}

export const ignored = 'ignore';
const attributeMark = 'attribute:';

/** What one column of the file is used for: fields, an attribute, or nothing. */
export function targetsOf(mapping: Mapping, column: string): string[] {
  const use = mapping.columns[column];
  if (use === undefined || use === ignored) return [];
  return Array.isArray(use) ? use : [use];
}

export function withTargets(mapping: Mapping, column: string, targets: string[]): Mapping {
  const [only] = targets;
  const use = targets.length === 0 ? ignored : targets.length === 1 && only !== undefined ? only : targets;
  return { ...mapping, columns: { ...mapping.columns, [column]: use } };
}

export const attributeOf = (column: string): string => `${attributeMark}${column}`;
export const isAttribute = (target: string): boolean => target.startsWith(attributeMark);

/** Required fields that neither a column nor a constant fills. */
export function missingFields<F extends { name: string; required: boolean }>(mapping: Mapping, fields: F[]): F[] {
  const filled = new Set([
    ...Object.keys(mapping.columns).flatMap((column) => targetsOf(mapping, column)),
    ...Object.keys(mapping.constants ?? {}),
  ]);
  return fields.filter(({ name, required }) => required && !filled.has(name));
}
