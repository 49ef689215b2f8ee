import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateText } from '../../ui/DateText';
import { PageHeader } from '../../ui/PageHeader';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { Phases } from './Phases';
import { policies } from './queries';

export default function PoliciesPage() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(policies);
  const columns: Listed<(typeof data.rows)[number]>[] = [
    {
      key: 'policy',
      title: t('policy.field.policy'),
      wrap: true,
      render: ({ name }) => (
        <>
          <Link to={`/settings/policies/${name}`}>{t(`policy.name.${name}`)}</Link>
          <div className="sub">{t(`policy.about.${name}`)}</div>
        </>
      ),
    },
    {
      key: 'version',
      title: t('policy.field.version'),
      card: 'figure',
      render: ({ in_force }) => t('policy.version', { version: in_force.version }),
    },
    {
      key: 'since',
      title: t('policy.field.since'),
      render: ({ in_force }) => (in_force.shipped ? '–' : <DateText day={in_force.effective_from} />),
    },
    {
      key: 'by',
      title: t('policy.field.by'),
      render: ({ in_force }) => (in_force.shipped ? t('policy.shipped') : in_force.proposed_by || '–'),
    },
    {
      key: 'next',
      title: t('policy.field.next'),
      render: ({ next }) =>
        next ? (
          <>
            {t('policy.version', { version: next.version })} · <DateText day={next.effective_from} />
          </>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <div className="page">
      <PageHeader title={t('policy.title')} note={t('policy.note')} />
      <section className="panel">
        <RowsTable label={t('policy.title')} columns={columns} rows={data.rows} rowKey={({ name }) => name} />
      </section>
      <Phases />
    </div>
  );
}
