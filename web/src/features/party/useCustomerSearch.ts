import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { customers } from './queries';

/** The first customers that match, asked for when typing pauses. */
export function useCustomerSearch(asking: boolean) {
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({ ...customers(q ? { q } : {}, { limit: 20 }), enabled: asking, placeholderData: keepPreviousData });
  return { setText, rows: found.data?.rows ?? [], busy: found.isFetching };
}
