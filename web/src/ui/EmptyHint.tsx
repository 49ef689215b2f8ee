import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../app/session';

interface Props {
  title: string;
  /** What to do next. */
  hint?: ReactNode;
  action?: ReactNode;
  code?: string;
  page?: boolean;
}

/** Where less than the whole company is in view, that may be why there is nothing. */
function ScopeHint() {
  const { t } = useTranslation();
  const scope = useQuery({ ...sessionQuery, enabled: false }).data?.user.scope;
  if (!scope || scope.kind === 'company' || scope.kind === 'all') return null;
  return <p className="muted">{t(`app.scope.what.${scope.name ? scope.kind : 'none'}`)}</p>;
}

export function EmptyHint({ title, hint, action, code, page = false }: Props) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={page ? 'hint hint-page' : 'hint'}>
      {code ? (
        <div className="hint-code" aria-hidden="true">
          {code}
        </div>
      ) : (
        <svg viewBox="0 0 96 56" width="96" height="56" fill="none" aria-hidden="true">
          <circle cx="34" cy="32" r="18" stroke="currentColor" strokeWidth="4" opacity=".35" />
          <circle cx="60" cy="24" r="18" stroke="currentColor" strokeWidth="4" opacity=".2" />
        </svg>
      )}
      <Title className="hint-title">{title}</Title>
      {hint && <p className="muted">{hint}</p>}
      {!page && <ScopeHint />}
      {action}
    </div>
  );
}
