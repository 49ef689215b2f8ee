import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'react-router';

interface Props {
  title: string;
  /** One line under the title: what the page shows, as of when. */
  note?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
}

export function PageHeader({ title, note, back, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · 双轮 Tandem`;
  }, [title]);
  return (
    <header className="pagehead">
      <div className="pagehead-text">
        {back && (
          <Link to={back.to} className="back">
            ← {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {note && <div className="muted">{note}</div>}
      </div>
      {actions && <div className="pagehead-actions">{actions}</div>}
    </header>
  );
}
