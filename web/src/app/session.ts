import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';

export type Session = Schemas['Session'];
export type Role = Schemas['Role'];

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => read(api.GET('/session')),
  staleTime: 5 * 60_000,
  retry: false,
});

export const lookupsQuery = queryOptions({
  queryKey: ['lookups'],
  queryFn: () => read(api.GET('/lookups')),
  staleTime: 10 * 60_000,
});

/** The signed-in user and company; only inside the shell, which is not drawn without a session. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** What the signed-in user may do; the server decides, this only spares people buttons it would refuse. */
export function useMay(): (permission: Schemas['Permission']) => boolean {
  const { permissions } = useSession().user;
  return (permission) => permissions.includes(permission);
}
