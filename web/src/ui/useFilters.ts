import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<K extends string> = Partial<Record<K, string>>;

/** Filters live in the address: reload, back and a sent link keep them. A change goes back to the first page of a list. */
export function useFilters<K extends string>(names: readonly K[]): [Filters<K>, (change: { [N in K]?: string | undefined }) => void] {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of a page never change
  const filters = useMemo(() => {
    const now = new URLSearchParams(text);
    const found: Filters<K> = {};
    for (const name of names) {
      const value = now.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [text]);
  const change = useCallback(
    (wanted: { [N in K]?: string | undefined }) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(wanted) as [string, string | undefined][]) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          next.delete('cursor');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [filters, change];
}
