import type { Schemas } from '../api/client';
import type { Theme } from '../app/settings';

export type Bucket = Schemas['Bucket'];

interface Look {
  light: string;
  dark: string;
  /** Told apart without colour: the stripes get denser with age. */
  pattern: string;
}

// From calm to alarming; both grounds keep 3 : 1 against the panel.
const looks: Look[] = [
  { light: '#2a8c82', dark: '#3fb5a8', pattern: 'none' },
  { light: '#b98700', dark: '#e0b13c', pattern: 'wide' },
  { light: '#d2691e', dark: '#ee8d45', pattern: 'middle' },
  { light: '#c93a3a', dark: '#f0706b', pattern: 'narrow' },
  { light: '#7d1d4f', dark: '#c65a95', pattern: 'cross' },
];

/** The look of a bucket by its place in its scale: the first is not due (or youngest), the last the oldest. */
export function bucketLook(index: number, count: number, theme: Theme): { color: string; pattern: string } {
  const place = count <= 1 ? 0 : index === 0 ? 0 : Math.max(1, Math.round((index * (looks.length - 1)) / (count - 1)));
  const look = looks[place] ?? (looks.at(-1) as Look);
  return { color: theme === 'dark' ? look.dark : look.light, pattern: look.pattern };
}
