import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, firstOfQuarter, formatDay, lastOfMonth, periodBefore } from './day';

test('days move across months, years and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
});

test('months keep the day where the month has it', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
  expect(lastOfMonth('2026-02-10')).toBe('2026-02-28');
  expect(firstOfQuarter('2026-06-30')).toBe('2026-04-01');
});

test('the period before a month is the month before, to the same day', () => {
  expect(periodBefore('2026-03-01', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(periodBefore('2026-03-01', '2026-03-15')).toEqual({ from: '2026-02-01', to: '2026-02-15' });
  expect(periodBefore('2026-01-01', '2026-03-31')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(periodBefore('2026-03-05', '2026-03-14')).toEqual({ from: '2026-02-23', to: '2026-03-04' });
});

test('a day reads as the language writes it', () => {
  expect(formatDay('2026-03-31', 'zh-CN')).toBe('2026-03-31');
  expect(formatDay('2026-03-31', 'en-US')).toBe('31 Mar 2026');
});
