import { expect, test } from 'vitest';
import { fill, oldestFirst } from './desk';

const items = [
  { id: 'b', due_date: '2026-03-01', open_minor: 500 },
  { id: 'a', due_date: '2026-01-01', open_minor: 300 },
  { id: 'c', due_date: '2026-05-01', open_minor: 900 },
];

test('the oldest due item is paid first and the last one in part', () => {
  expect(oldestFirst(items, 1000)).toEqual({ a: 300, b: 500, c: 200 });
});

test('money that runs out leaves the younger items alone', () => {
  expect(oldestFirst(items, 300)).toEqual({ a: 300 });
  expect(oldestFirst(items, 0)).toEqual({});
});

test('"all of it" takes what the other lines leave', () => {
  const [b] = items;
  if (!b) throw new Error('no item');
  expect(fill(b, { a: 300 }, 1000)).toBe(500);
  expect(fill(b, { a: 300, c: 600 }, 1000)).toBe(100);
  expect(fill(b, { a: 300, b: 500 }, 1000)).toBe(500);
  expect(fill(b, { a: 1000 }, 1000)).toBe(0);
});
