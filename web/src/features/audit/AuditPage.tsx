import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { DayField, FilterBar, SearchField } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { exportOf } from '../receivable/queries';
import { type AuditEntry, type AuditVerdict, auditTrail, verifyTrail } from './queries';
import { useTrailNames } from './useTrailNames';

const filterNames = ['q', 'kind', 'object', 'request', 'from', 'to'] as const;

const pages: Record<string, string> = {
  receipt: '/receipts/',
  invoice: '/invoices/',
  contract: '/contracts/',
  customer: '/customers/',
  open_item: '/open-items/',
  credit_note: '/credit-notes/',
};

export default function AuditPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const [filters, change] = useFilters(filterNames);
  const filtered = Object.keys(filters).length > 0;
  const kinds = useQuery(auditTrail({}, { limit: 1 })).data?.kinds ?? [];
  const names = useTrailNames();
  const verifying = useMutation({ mutationFn: verifyTrail });
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: t('audit.at'), width: 175, card: 'figure', render: ({ at }) => formatInstant(at, language, company.time_zone) },
    { key: 'actor', title: t('audit.actor'), width: 120, render: ({ actor }) => actor?.name ?? t('audit.system') },
    {
      key: 'command',
      title: t('audit.command'),
      width: 190,
      card: 'title',
      render: ({ command, request }) => <Link to={`?request=${request}`}>{names.command(command)}</Link>,
    },
    {
      key: 'object',
      title: t('audit.object'),
      width: 230,
      render: ({ object_kind, object_id }) =>
        pages[object_kind] ? (
          <Link to={pages[object_kind] + object_id}>
            {names.object(object_kind)} {object_id}
          </Link>
        ) : (
          `${names.object(object_kind)} ${object_id}`
        ),
    },
    {
      key: 'detail',
      title: t('audit.detail'),
      width: 280,
      render: ({ detail }) => <span className="small">{names.detail(detail).join(' · ') || '–'}</span>,
    },
    {
      key: 'policy',
      title: t('audit.policy'),
      width: 110,
      hidden: true,
      align: 'end',
      render: ({ policy_version }) => policy_version ?? '–',
    },
    { key: 'place', title: t('audit.place'), width: 130, hidden: true, render: ({ stream, seq }) => `${stream} / ${seq}` },
  ];
  return (
    <div className="page">
      <PageHeader
        title={t('audit.title')}
        note={t('audit.note')}
        actions={
          <Button type="primary" icon={<SafetyCertificateOutlined />} loading={verifying.isPending} onClick={() => verifying.mutate()}>
            {verifying.isPending ? t('audit.verifying') : t('audit.verify')}
          </Button>
        }
      />
      {verifying.error && <ErrorBox error={verifying.error} />}
      {verifying.data && <Verdict verdict={verifying.data} />}
      <FilterBar onReset={filtered ? () => change(Object.fromEntries(filterNames.map((name) => [name, undefined]))) : undefined}>
        <SearchField label={t('audit.search')} value={filters.q} onChange={(q) => change({ q })} />
        <Select
          aria-label={t('audit.kind')}
          value={filters.kind ?? ''}
          onChange={(kind) => change({ kind: kind || undefined })}
          options={[{ value: '', label: t('audit.anyKind') }, ...kinds.map((kind) => ({ value: kind, label: names.object(kind) }))]}
          style={{ minWidth: 150 }}
        />
        <DayField label={t('audit.from')} value={filters.from} onChange={(from) => change({ from })} />
        <DayField label={t('audit.to')} value={filters.to} onChange={(to) => change({ to })} />
      </FilterBar>
      <DataTable
        name="audit"
        label={t('audit.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => auditTrail(filters, page)}
        exportAs={exportOf('audit', filters)}
        empty={<EmptyHint title={t('audit.empty')} hint={t('audit.emptyHint')} />}
      />
    </div>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const { t } = useTranslation();
  const parts = (['integrity', 'completeness', 'authenticity'] as const).filter((part) => verdict[part]);
  const { rows, checkpoints, anchors } = verdict;
  return (
    <Alert
      showIcon
      type={verdict.whole ? 'success' : 'error'}
      title={verdict.whole ? t('audit.whole', { rows, checkpoints, anchors }) : t('audit.broken')}
      description={
        <>
          {parts.map((part) => (
            <div key={part}>
              {t(`audit.${part}`)}: {verdict[part]?.detail}
            </div>
          ))}
          <div className="small">{t('audit.publicKey', { key: verdict.public_key })}</div>
        </>
      }
    />
  );
}
