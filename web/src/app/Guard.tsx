import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { statusOf } from '../api/problem';
import { ErrorBox } from '../ui/ErrorBox';
import { PageSkeleton } from '../ui/PageSkeleton';
import { sessionQuery } from './session';

/** Everything but the login page is behind a session. */
export function Guard() {
  const { pathname, search } = useLocation();
  const session = useQuery(sessionQuery);
  if (session.isPending) return <PageSkeleton />;
  if (statusOf(session.error) === 401) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (session.error) return <ErrorBox error={session.error} onRetry={() => void session.refetch()} page />;
  return <Outlet />;
}
