import { expect, test } from 'vitest';
import { formatPercent, judgeParts, parsePercent } from './percent';

const percent = (value: string) => ({ kind: 'percent' as const, percent: value });

test('a percentage has at most four decimals and lies within 100', () => {
  expect(parsePercent('33.3333')).toBe(333_333);
  expect(parsePercent('100')).toBe(1_000_000);
  expect(parsePercent('100.01')).toBeNull();
  expect(parsePercent('0')).toBeNull();
  expect(parsePercent('1.00001')).toBeNull();
  expect(formatPercent(333_300)).toBe('33.33');
});

test('parts sum to 100 or leave a remainder', () => {
  expect(judgeParts([percent('30'), percent('70')])).toEqual({ verdict: 'whole', sum: '100' });
  expect(judgeParts([percent('30'), percent('60')])).toEqual({ verdict: 'missing', sum: '90' });
  expect(judgeParts([percent('30'), percent('60'), { kind: 'remainder' }]).verdict).toBe('whole');
  expect(judgeParts([percent('60'), percent('60')]).verdict).toBe('over');
  expect(judgeParts([{ kind: 'remainder' }, { kind: 'remainder' }]).verdict).toBe('oneRemainder');
  expect(judgeParts([{ kind: 'fixed' }, percent('50')]).verdict).toBe('whole');
});
