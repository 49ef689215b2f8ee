import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What to do next. */
  hint?: ReactNode;
  action?: ReactNode;
  code?: string;
  page?: boolean;
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
      {action}
    </div>
  );
}
