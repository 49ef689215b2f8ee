import { expect, test } from 'vitest';
import { decimalToMinor, formatBasisPoints, formatCompact, formatHundredths, formatMoney, minorToDecimal, shareOf } from './money';

test('minor units become the decimal a command takes', () => {
  expect(minorToDecimal(123450, 'CNY')).toBe('1234.50');
  expect(minorToDecimal(-5, 'CNY')).toBe('-0.05');
  expect(minorToDecimal(0, 'CNY')).toBe('0.00');
  expect(minorToDecimal(1234, 'JPY')).toBe('1234');
  expect(minorToDecimal(1234, 'KWD')).toBe('1.234');
});

test('what people type becomes minor units, or is no amount', () => {
  expect(decimalToMinor('1,234.5', 'CNY')).toBe(123450);
  expect(decimalToMinor('1234.500', 'CNY')).toBe(123450);
  expect(decimalToMinor('-0.05', 'CNY')).toBe(-5);
  expect(decimalToMinor('12,34', 'CNY')).toBeNull();
  expect(decimalToMinor('1.005', 'CNY')).toBeNull();
  expect(decimalToMinor('', 'CNY')).toBeNull();
  expect(decimalToMinor('99999999999999999', 'CNY')).toBeNull();
});

test('the largest amount keeps its last cent', () => {
  expect(formatMoney(9007199254740991, 'CNY', 'zh-CN')).toBe('¥90,071,992,547,409.91');
});

test('money reads as the language writes it', () => {
  expect(formatMoney(123450, 'CNY', 'zh-CN')).toBe('¥1,234.50');
  expect(formatMoney(123450, 'CNY', 'en-US')).toBe('CN¥1,234.50');
  expect(formatMoney(-123450, 'USD', 'en-US')).toBe('-$1,234.50');
});

test('tiles use 万 and 亿 in Chinese, K, M and B in English, rounded half-up', () => {
  expect(formatCompact(1234567800, 'CNY', 'zh-CN')).toBe('¥1,234.57万');
  expect(formatCompact(1000000, 'CNY', 'zh-CN')).toBe('¥1.00万');
  expect(formatCompact(999999, 'CNY', 'zh-CN')).toBe('¥9,999.99');
  expect(formatCompact(12345678900000, 'CNY', 'zh-CN')).toBe('¥1,234.57亿');
  expect(formatCompact(-1234567800, 'CNY', 'en-US')).toBe('-CN¥12.35M');
  expect(formatCompact(100500, 'CNY', 'en-US')).toBe('CN¥1.01K');
});

test('rates and days keep two places', () => {
  expect(formatBasisPoints(9532)).toBe('95.32%');
  expect(formatBasisPoints(10000)).toBe('100.00%');
  expect(formatBasisPoints(5)).toBe('0.05%');
  expect(formatHundredths(4512)).toBe('45.12');
});

test('a share is rounded half-up to one decimal', () => {
  expect(shareOf(1, 3)).toBe('33.3%');
  expect(shareOf(2, 3)).toBe('66.7%');
  expect(shareOf(1, 2000)).toBe('0.1%');
});
