import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { PageHeader } from '../../ui/PageHeader';
import { reports } from './queries';

export default function ReportsPage() {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { data } = useSuspenseQuery(reports);
  return (
    <div className="page">
      <PageHeader title={t('insight.reports')} note={t('insight.reportsNote')} />
      <ul className="reportlist">
        {data.map(({ name, formula }) => (
          <li key={name}>
            <Link to={`/reports/${name}`} className="panel">
              <b>{t(`insight.report.${name}`)}</b>
              <span className="muted">{formula[language === 'zh-CN' ? 'zh' : 'en']}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
