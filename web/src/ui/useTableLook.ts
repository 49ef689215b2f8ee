import { useState } from 'react';
import type { Column } from './DataTable';

interface Kept {
  shown?: string[];
  compact?: boolean;
}

/** Which columns and how dense, kept in this browser for each list. */
export function useTableLook<Row>(name: string, columns: Column<Row>[]) {
  const key = `tandem.table.${name}`;
  const [kept, setKept] = useState<Kept>(() => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '{}') as Kept;
    } catch {
      return {};
    }
  });
  const keep = (next: Kept) => {
    localStorage.setItem(key, JSON.stringify(next));
    setKept(next);
  };
  const standard = columns.filter(({ hidden }) => !hidden).map((column) => column.key);
  return {
    visible: new Set(kept.shown ?? standard),
    compact: kept.compact ?? false,
    show: (shown: string[] | undefined) => keep({ ...kept, ...(shown ? { shown } : { shown: standard }) }),
    setCompact: (compact: boolean) => keep({ ...kept, compact }),
  };
}

export type TableLook = ReturnType<typeof useTableLook>;
