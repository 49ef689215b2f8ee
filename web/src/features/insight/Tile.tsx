import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorBox } from '../../ui/ErrorBox';
import { Formula } from '../../ui/Formula';

interface Props {
  /** Names the tile for tests. */
  name: string;
  title: string;
  formula: string;
  /** The rows whose sum is the figure. */
  to: string;
  figure: ReactNode;
  foot: ReactNode;
  color: string;
  busy: boolean;
  error: unknown;
  onRetry: () => void;
}

export function Tile({ name, title, formula, to, figure, foot, color, busy, error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <section className="panel tile" aria-label={title} data-testid={`tile-${name}`}>
      <i className="tile-mark" style={{ background: color }} />
      <div className="tile-head">
        <span>{title}</span>
        <Formula title={title} text={formula} />
      </div>
      {error ? (
        <ErrorBox error={error} onRetry={onRetry} />
      ) : busy ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : (
        <>
          <div className="tile-figure">
            <Link to={to} title={t('insight.tile.openRows', { title })}>
              {figure}
            </Link>
          </div>
          <div className="tile-foot">{foot}</div>
        </>
      )}
    </section>
  );
}
