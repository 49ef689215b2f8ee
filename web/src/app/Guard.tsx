import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { statusOf } from '../api/problem';
import { ErrorBox } from '../ui/ErrorBox';
import { PageSkeleton } from '../ui/PageSkeleton';
import { sessionQuery } from './session';

const EnrolPage = lazy(() => import('../features/access/EnrolPage'));

/** Everything but the login page is behind a session. */
export function Guard() {
  const { pathname, search } = useLocation();
  const session = useQuery(sessionQuery);
  if (session.isPending) return <PageSkeleton />;
  if (statusOf(session.error) === 401) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (session.error) return <ErrorBox error={session.error} onRetry={() => void session.refetch()} page />;
  if (session.data.second_factor === 'needed')
    return (
      <Suspense fallback={<PageSkeleton />}>
        <EnrolPage />
      </Suspense>
    );
  return <Outlet />;
}
