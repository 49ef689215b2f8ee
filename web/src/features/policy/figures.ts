/** A policy seen as figures: each with the place where it stands, so that one can be changed without touching the rest. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Place = (string | number)[];
export interface Figure {
  place: Place;
  value: Json;
}

const head = ['$schema', 'version', 'effective_from', 'approver'];
const isPlain = (value: Json) => typeof value !== 'object' || value === null;

/** Every figure in order; a list of plain values is one. The head is the book's, not the company's. */
export function figuresOf(policy: Record<string, Json>): Figure[] {
  const found: Figure[] = [];
  const walk = (value: Json, place: Place) => {
    if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) found.push({ place, value });
    else if (Array.isArray(value)) for (const [at, each] of value.entries()) walk(each, [...place, at]);
    else for (const [key, each] of Object.entries(value as object)) walk(each as Json, [...place, key]);
  };
  for (const [key, value] of Object.entries(policy)) if (!head.includes(key)) walk(value, [key]);
  return found;
}

export const withoutHead = (policy: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(Object.entries(policy).filter(([key]) => !head.includes(key)));

export function valueAt(policy: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((value, key) => (value as Record<string | number, Json> | undefined)?.[key], policy);
}

/** The policy with one figure changed; undefined takes the element or key away. What was given stays as it was. */
export function changed<T extends Json>(policy: T, [first, ...rest]: Place, value: Json | undefined): T {
  if (first === undefined) return value as T;
  const next =
    value === undefined && rest.length === 0 ? undefined : changed((policy as Record<string | number, Json>)[first] ?? null, rest, value);
  if (Array.isArray(policy)) {
    const list = [...policy];
    if (next === undefined) list.splice(first as number, 1);
    else list[first as number] = next;
    return list as unknown as T;
  }
  const { [first]: _, ...others } = policy as Record<string, Json>;
  if (next === undefined) return others as T;
  return { ...(policy as object), [first]: next } as T;
}

/** As it is written in a field; a list by commas. */
export function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map((each) => textOf(each)).join(', ');
  return value === null ? '' : String(value);
}

/** Back from the field, of the same type as before; undefined when it cannot be read as one. */
export function read(text: string, before: Json): Json | undefined {
  if (Array.isArray(before)) {
    const parts = text
      .split(/[,，、]/)
      .map((part) => part.trim())
      .filter(Boolean);
    const numbers = before.length > 0 && before.every((each) => typeof each === 'number');
    const all = parts.map((part) => (numbers ? read(part, 0) : part));
    return all.includes(undefined) ? undefined : (all as Json[]);
  }
  if (typeof before === 'number') return /^-?\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  if (typeof before === 'boolean') return text === 'true';
  // The lines of a text are its writer's.
  return typeof before === 'string' && before.includes('\n') ? text : text.trim();
}

export interface Changed {
  path: string;
  old: string | null;
  new: string | null;
}

/** What differs, figure by figure, for the eye before it is sent; the server tells it again to who agrees. */
export function differences(before: Record<string, Json>, after: Record<string, Json>): Changed[] {
  const texts = (policy: Record<string, Json>) =>
    new Map(figuresOf(policy).map(({ place, value }) => [pathOf(policy, place), textOf(value)]));
  const old = texts(before);
  const fresh = texts(after);
  const gone = [...old]
    .filter(([path, text]) => fresh.get(path) !== text)
    .map(([path, text]) => ({ path, old: text, new: fresh.get(path) ?? null }));
  const made = [...fresh].filter(([path]) => !old.has(path)).map(([path, text]) => ({ path, old: null, new: text }));
  return [...gone, ...made];
}

/** "stages[legal].from_days": an element of a list by its own code when each has one of its own, else by its number. */
export function pathOf(policy: Json, place: Place): string {
  return place.reduce<string>((path, key, at) => {
    if (typeof key !== 'number') return path === '' ? key : `${path}.${key}`;
    const list = valueAt(policy, place.slice(0, at)) as Json[];
    return `${path}[${namesOf(list)?.[key] ?? key}]`;
  }, '');
}

function namesOf(list: Json[]): string[] | undefined {
  for (const key of ['code', 'key', 'role', 'name', 'grade']) {
    const names = list.map((each) => (each as Record<string, Json> | null)?.[key]);
    if (names.every((name) => typeof name === 'string') && new Set(names).size === names.length) return names as string[];
  }
  return undefined;
}

/** The steps a path is made of; a place in a list counts from 1 for people. */
export const stepsOf = (path: string): { name: string; inList: boolean }[] =>
  [...path.matchAll(/\[([^\]]*)\]|([^.[]+)/g)].map(([, inside, key]) =>
    inside === undefined
      ? { name: key ?? '', inList: false }
      : { name: /^\d+$/.test(inside) ? String(Number(inside) + 1) : inside, inList: true },
  );
