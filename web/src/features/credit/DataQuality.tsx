import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../ui/useFilters';
import { dataQuality, type Finding, findings } from './assessmentQueries';
import { CustomerList } from './CustomerList';

const names = ['finding'] as const;

/** What is missing, old or contradicts itself; contradictions first. */
export function DataQuality() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(names);
  const finding = findings.find((one) => one === filters.finding);
  const { data } = useSuspenseQuery(dataQuality(finding));
  const named = (each: Finding) => t(`assessment.finding.${each}`);
  return (
    <CustomerList
      label={t('assessment.quality')}
      note={t('assessment.qualityNote')}
      filter={{ label: t('assessment.problem'), value: finding, options: findings, named, onChange: (next) => change({ finding: next }) }}
      found={{ count: data.count, of: data.by_finding, rows: data.rows }}
      counted={(count) => t('assessment.faulty', { count })}
      nothing={t('assessment.fine')}
      columns={[
        {
          key: 'findings',
          title: t('assessment.problem'),
          wrap: true,
          card: 'wide',
          render: (row) => row.findings.map(named).join(' · '),
        },
      ]}
    />
  );
}
