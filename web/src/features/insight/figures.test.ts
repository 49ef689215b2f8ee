import { expect, test } from 'vitest';
import { figureNames, formatFigure } from './figures';

test('the unit at the end of a name says how a figure is written', () => {
  expect(formatFigure('due_minor', 123450, 'CNY', 'zh-CN')).toBe('¥1,234.50');
  expect(formatFigure('rate_bp', 8812, 'CNY', 'zh-CN')).toBe('88.12%');
  expect(formatFigure('dso_x100', 4512, undefined, 'zh-CN')).toBe('45.12');
  expect(formatFigure('late_count', 1234, undefined, 'en-US')).toBe('1,234');
  expect(formatFigure('rate_bp', null, 'CNY', 'zh-CN')).toBe('–');
});

test('keys and buckets are no figures; count and amount come first', () => {
  const groups = [{ key: 'all', currency: 'CNY', rate_bp: 1, amount_minor: 2, count: 3, buckets: [] }];
  expect(figureNames(groups)).toEqual(['count', 'amount_minor', 'rate_bp']);
});
