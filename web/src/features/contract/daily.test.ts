import { describe, expect, it } from 'vitest';
import { percentOfRate, rateOfPercent } from './daily';

describe('late interest a day', () => {
  it('is read as a percentage, to the digit', () => {
    expect(percentOfRate('0.0005')).toBe('0.05');
    expect(percentOfRate('0.00065753')).toBe('0.065753');
    expect(percentOfRate('0.01')).toBe('1');
    expect(percentOfRate('0')).toBe('0');
    expect(percentOfRate('1')).toBe('100');
    expect(percentOfRate('five')).toBeNull();
  });
  it('is asked as a percentage and kept as the server keeps it', () => {
    expect(rateOfPercent('0.05')).toBe('0.0005');
    expect(rateOfPercent(' 1 ')).toBe('0.01');
    expect(rateOfPercent('0.065753')).toBe('0.00065753');
    expect(rateOfPercent('12.5')).toBe('0.125');
    expect(rateOfPercent('0')).toBe('0');
    for (const wrong of ['', '-1', '0,05', '5‱', '0.000000001']) expect(rateOfPercent(wrong)).toBeNull();
  });
  it('comes back as it went', () => {
    for (const rate of ['0.0005', '0.00065753', '0.0000000001', '0.3', '12']) expect(rateOfPercent(percentOfRate(rate) ?? '')).toBe(rate);
  });
});
