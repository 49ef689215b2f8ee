import { expect, test } from 'vitest';
import { complaintOf, kindsBy } from './complaintForm';

const said = { raised_date: '2026-06-20', raised_by: 'customer', kind: 'delivery', text: 'late' } as const;

test('only what was said is sent', () => {
  expect(complaintOf(said, 'CNY')).toEqual(said);
  expect(complaintOf({ ...said, about: 'order' }, 'CNY')).toEqual(said);
  expect(complaintOf({ ...said, about: 'order', document: 'ord_1', disputed: '1,234.50' }, 'CNY')).toEqual({
    ...said,
    order_id: 'ord_1',
    disputed: { amount: '1234.50', currency: 'CNY' },
  });
});

test('the conduct of the customer is what we complain of', () => {
  expect(kindsBy('customer')).not.toContain('conduct');
  expect(kindsBy('us')).toContain('conduct');
});
