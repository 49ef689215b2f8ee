import { useEffect, useMemo, useState } from 'react';

/** The value once typing pauses; what is equal stays the same object. A form just opened has no value yet. */
export function useSettled<T>(value: T): T {
  const text = JSON.stringify(value) ?? 'null';
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return useMemo(() => JSON.parse(settled) as T, [settled]);
}
