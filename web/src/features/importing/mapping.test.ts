import { expect, test } from 'vitest';
import { type Mapping, missingFields, targetsOf, withTargets } from './mapping';

const mapping: Mapping = {
  kind: 'invoices',
  source: 'erp',
  columns: { No: ['external_id', 'number'], Notes: 'ignore', Colour: 'attribute:Colour' },
  constants: { currency: 'CNY' },
};
const field = (name: string, required = true) => ({ name, required });

test('a column goes to fields, to an attribute or nowhere', () => {
  expect(targetsOf(mapping, 'No')).toEqual(['external_id', 'number']);
  expect(targetsOf(mapping, 'Notes')).toEqual([]);
  expect(targetsOf(mapping, 'Unknown')).toEqual([]);
  expect(targetsOf(mapping, 'Colour')).toEqual(['attribute:Colour']);
});

test('a changed column keeps the rest of the mapping', () => {
  expect(withTargets(mapping, 'Notes', ['reason']).columns.Notes).toBe('reason');
  expect(withTargets(mapping, 'No', []).columns.No).toBe('ignore');
  expect(withTargets(mapping, 'Notes', ['reason']).constants).toEqual({ currency: 'CNY' });
});

test('required fields are filled by a column or a constant', () => {
  const fields = [field('number'), field('currency'), field('amount'), field('note', false)];
  expect(missingFields(mapping, fields).map(({ name }) => name)).toEqual(['amount']);
});
