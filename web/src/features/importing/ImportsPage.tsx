import { InboxOutlined } from '@ant-design/icons';
import { Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { PageHeader } from '../../ui/PageHeader';
import { useCommand } from '../../ui/useCommand';
import { ImportState } from './ImportState';
import { type Import, imports, type KindName, kindNames, upload } from './queries';

export default function ImportsPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: t('importing.field.file'),
      width: 260,
      card: 'title',
      render: ({ id, filename }) => <Link to={`/import/${id}`}>{filename ?? id}</Link>,
    },
    { key: 'kind', title: t('importing.field.kind'), width: 130, render: ({ kind }) => t(`importing.kind.${kind}`) },
    { key: 'state', title: t('importing.field.state'), width: 110, render: ({ state }) => <ImportState state={state} /> },
    {
      key: 'rows',
      title: t('importing.field.rows'),
      width: 260,
      render: ({ counts }) =>
        counts
          ? `${t('importing.check.new')} ${counts.new} · ${t('importing.check.unchanged')} ${counts.unchanged} · ${t('importing.check.failed')} ${counts.failed}`
          : '–',
    },
    {
      key: 'time',
      title: t('importing.field.time'),
      width: 170,
      render: ({ created_at }) => (created_at ? formatInstant(created_at, language, company.time_zone) : '–'),
    },
    { key: 'actor', title: t('importing.field.actor'), width: 120, render: ({ actor }) => actor ?? '–' },
  ];
  return (
    <div className="page">
      <PageHeader title={t('importing.title')} note={t('importing.note')} />
      <UploadPanel />
      <DataTable
        name="imports"
        label={t('importing.history')}
        columns={columns}
        rowKey={({ id }) => id}
        query={imports}
        empty={<EmptyHint title={t('importing.empty')} hint={t('importing.emptyHint')} />}
      />
    </div>
  );
}

function UploadPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [kind, setKind] = useState<KindName>('invoices');
  const send = useCommand((file: File) => upload(kind, file), {
    done: ({ id }) => navigate(`/import/${id}`),
    said: t('importing.uploaded'),
  });
  return (
    <section className="panel stack" aria-label={t('importing.new')}>
      <div className="row">
        <span id="import-kind">{t('importing.kindLabel')}</span>
        <Select
          aria-labelledby="import-kind"
          style={{ minWidth: 180 }}
          value={kind}
          onChange={setKind}
          options={kindNames.map((value) => ({ value, label: t(`importing.kind.${value}`) }))}
        />
      </div>
      {send.error && <ErrorBox error={send.error} />}
      <Upload.Dragger
        accept=".csv,.tsv,.txt,.xlsx"
        maxCount={1}
        showUploadList={false}
        disabled={send.isPending}
        beforeUpload={(file) => {
          send.mutate(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{send.isPending ? t('importing.uploading') : t('importing.drop')}</p>
        <p className="muted">{t('importing.dropHint')}</p>
      </Upload.Dragger>
    </section>
  );
}
