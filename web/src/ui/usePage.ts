import { useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { Page } from './DataTable';

const sizes = [20, 50, 100];

/** Sort, page size and place of a list in the address. Cursors only lead forward, so the way back is kept in the history entry. */
export function usePage() {
  const [search, setSearch] = useSearchParams();
  const trail = ((useLocation().state as { trail?: string[] } | null)?.trail ?? []) as string[];
  const cursor = search.get('cursor') ?? undefined;
  const sort = search.get('sort') ?? undefined;
  const asked = Number(search.get('limit'));
  const limit = sizes.includes(asked) ? asked : 50;
  const now: Page = { limit, ...(sort ? { sort } : {}), ...(cursor ? { cursor } : {}) };

  const go = (change: Record<string, string | undefined>, state?: { trail: string[] }) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { state: state ?? null },
    );

  return {
    now,
    sizes,
    number: cursor ? trail.length + 1 : 1,
    first: !cursor,
    sortBy: (column: string | undefined) => go({ sort: column, cursor: undefined }),
    resize: (size: number) => go({ limit: size === 50 ? undefined : String(size), cursor: undefined }),
    forward: (next: string) => go({ cursor: next }, { trail: [...trail, cursor ?? ''] }),
    back: () => go({ cursor: trail.at(-1) || undefined }, { trail: trail.slice(0, -1) }),
  };
}

export type PageState = Omit<ReturnType<typeof usePage>, 'sortBy'>;

/** The place of a list that has no address of its own: in a drawer, or beside the list of its page. */
export function usePageHere(): PageState {
  const [limit, setLimit] = useState(50);
  const [trail, setTrail] = useState<string[]>([]);
  const cursor = trail.at(-1);
  return {
    now: { limit, ...(cursor ? { cursor } : {}) },
    sizes,
    number: trail.length + 1,
    first: !cursor,
    resize: (size) => {
      setLimit(size);
      setTrail([]);
    },
    forward: (next) => setTrail([...trail, next]),
    back: () => setTrail(trail.slice(0, -1)),
  };
}
