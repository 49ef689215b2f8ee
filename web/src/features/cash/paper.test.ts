import { expect, test } from 'vitest';
import { paperActs } from './paper';

test('a bill matures, is discounted or is dishonoured; a cheque clears or bounces', () => {
  expect(paperActs({ method: 'acceptance_bill', state: 'recorded' })).toEqual(['mature', 'discount', 'dishonour']);
  expect(paperActs({ method: 'cheque', state: 'recorded' })).toEqual(['clear', 'dishonour']);
});

test('what is paid, bounced or reversed stays so, and a transfer is no paper', () => {
  for (const state of ['cleared', 'dishonoured', 'reversed'] as const) expect(paperActs({ method: 'acceptance_bill', state })).toEqual([]);
  expect(paperActs({ method: 'bank_transfer', state: 'recorded' })).toEqual([]);
});
