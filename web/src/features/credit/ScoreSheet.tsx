import { useTranslation } from 'react-i18next';
import { formatBasisPoints, formatHundredths } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import type { Assessment } from './assessmentQueries';

/** A score with its reasons: the dimensions as bars, then every factor in words. */
export function ScoreSheet({ sheet }: { sheet: Assessment }) {
  const { t } = useTranslation();
  const columns: Listed<Assessment['lines'][number]>[] = [
    { key: 'factor', title: t('assessment.factor'), render: ({ label }) => label },
    {
      key: 'points',
      title: t('assessment.pointsHead'),
      align: 'end',
      card: 'figure',
      look: ({ points }) => (points === null ? 'muted' : 'num'),
      render: ({ points }) => points ?? '–',
    },
    {
      key: 'why',
      title: t('assessment.why'),
      wrap: true,
      card: 'wide',
      look: ({ gap }) => (gap === 'none' ? undefined : 'muted'),
      render: ({ explanation }) => explanation,
    },
  ];
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('assessment.grade')}</dt>
          <dd className="strong">{sheet.grade}</dd>
        </div>
        <div>
          <dt>{t('assessment.score')}</dt>
          <dd className="num">{formatHundredths(sheet.score_x100)}</dd>
        </div>
        <div>
          <dt>{t('assessment.known')}</dt>
          <dd className="num">{formatBasisPoints(sheet.known_bp)}</dd>
        </div>
        <div>
          <dt>{t('assessment.assessed')}</dt>
          <dd>
            <DateText day={sheet.assessed_date} />
          </dd>
        </div>
      </dl>
      <Dimensions sheet={sheet} />
      <p className="muted">
        {t('assessment.bands')}{' '}
        {sheet.bands.map(({ grade, from }) => `${grade} ${from ? t('assessment.from', { from }) : t('assessment.rest')}`).join(' · ')}
        {' · '}
        {t('assessment.model', { version: sheet.model_version })}
      </p>
      <RowsTable label={t('assessment.sheet')} columns={columns} rows={sheet.lines} rowKey={({ factor }) => factor} />
    </>
  );
}

function Dimensions({ sheet }: { sheet: Assessment }) {
  const { t } = useTranslation();
  return (
    <ul className="dimensions" aria-label={t('assessment.dimensions')}>
      {sheet.dimensions.map(({ code, label, weight_bp, score_x100 }) => (
        <li key={code}>
          <span className="dimension-name">
            {label} <span className="muted">{formatBasisPoints(weight_bp)}</span>
          </span>
          <span className="dimension-bar" aria-hidden="true">
            <span style={{ width: `${(score_x100 ?? 0) / 100}%` }} />
          </span>
          <span className={score_x100 === null ? 'muted' : 'num'}>
            {score_x100 === null ? t('assessment.unknown') : formatHundredths(score_x100)}
          </span>
        </li>
      ))}
    </ul>
  );
}
