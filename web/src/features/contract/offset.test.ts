import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { offsetWords } from './offset';

const t = ((key: string, values: Record<string, unknown> = {}) => {
  const name = key.replace('contract.offset.', '');
  return name === 'joint' ? ' | ' : [name, ...Object.values(values)].join(' ');
}) as unknown as TFunction;

test('each step of an offset is said in its order', () => {
  expect(offsetWords('7d', t)).toBe('days 7');
  expect(offsetWords('eom +60d', t)).toBe('monthEnd | days 60');
  expect(offsetWords('2m day 10 +5d', t)).toBe('months 2 | day 10 | days 5');
  expect(offsetWords('31d next 15', t)).toBe('days 31 | next 15');
});

test('what is not known is shown as it is', () => {
  expect(offsetWords('soon', t)).toBe('soon');
});
