import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { AgingBar } from '../../ui/AgingBar';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { NewReceiptDrawer } from '../cash/NewReceiptDrawer';
import { CustomerLimit } from '../credit/CustomerLimit';
import { Records } from '../document/Records';
import { Contacts } from './Contacts';
import { CustomerContracts, CustomerItems, CustomerReceipts } from './CustomerTabs';
import { MergeDrawer } from './MergeDrawer';
import { customer } from './queries';
import { Timeline } from './Timeline';

const CustomerCredit = lazy(() => import('../credit/CustomerCredit'));
const CustomerPromises = lazy(() => import('../dunning/CustomerPromises'));

export default function CustomerPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [recording, setRecording] = useState(false);
  const [merging, setMerging] = useState(false);
  const { data } = useSuspenseQuery(customer(id));
  const hundredths = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatHundredths(value));
  const about = [data.code, data.name_alt, data.group, data.region, data.country, data.rep?.name].filter(Boolean).join(' · ');
  return (
    <div className="page">
      <PageHeader
        title={data.name}
        note={about}
        back={{ to: '/customers', label: t('party.back') }}
        actions={
          !data.merged_into && (
            <>
              {may('merge_customers') && <Button onClick={() => setMerging(true)}>{t('party.merge.title')}</Button>}
              {may('post_cash') && (
                <Button type="primary" onClick={() => setRecording(true)}>
                  {t('party.newReceipt')}
                </Button>
              )}
            </>
          )
        }
      />
      {data.merged_into && (
        <Alert
          type="info"
          showIcon
          title={t('party.merged', { name: data.merged_into.name })}
          action={<Link to={`/customers/${data.merged_into.id}`}>{t('party.mergedOpen', { name: data.merged_into.name })}</Link>}
        />
      )}
      <div className="split">
        <div className="stack">
          <section className="panel">
            <dl className="facts big">
              <div>
                <dt>{t('party.kpi.open')}</dt>
                <dd>
                  <Money minor={data.open_minor} currency={data.currency} compact />
                </dd>
              </div>
              <div>
                <dt>{t('party.kpi.overdue')}</dt>
                <dd className={data.overdue_minor > 0 ? 'bad' : undefined}>
                  <Money minor={data.overdue_minor} currency={data.currency} compact />
                </dd>
              </div>
              <div>
                <dt>{t('party.kpi.unapplied')}</dt>
                <dd>
                  <Money minor={data.unapplied_minor} currency={data.currency} compact />
                </dd>
              </div>
              <div>
                <dt>{t('party.kpi.dso')}</dt>
                <dd>{hundredths(data.dso_x100)}</dd>
              </div>
              <div>
                <dt>{t('party.kpi.late')}</dt>
                <dd>{hundredths(data.avg_days_late_x100)}</dd>
              </div>
              <div>
                <dt>{t('party.kpi.lastReceipt')}</dt>
                <dd>
                  {data.last_receipt ? <Money minor={data.last_receipt.amount_minor} currency={data.currency} compact /> : '–'}
                  {data.last_receipt && (
                    <span className="sub">
                      <DateText day={data.last_receipt.date} />
                    </span>
                  )}
                </dd>
              </div>
            </dl>
          </section>
          {data.aging.length > 0 && (
            <section className="panel" aria-label={t('party.aging')}>
              <AgingBar
                buckets={data.aging}
                currency={data.currency}
                to={(code) => `/receivables?${new URLSearchParams({ customer: id, bucket: code, currency: data.currency })}`}
              />
            </section>
          )}
          <section className="panel tabs-panel">
            <Tabs
              activeKey={search.get('tab') ?? 'items'}
              onChange={(tab) => setSearch(tab === 'items' ? {} : { tab }, { replace: true })}
              destroyOnHidden
              tabBarGutter={20}
              items={[
                { key: 'items', label: t('party.tab.items'), children: <CustomerItems id={id} /> },
                { key: 'receipts', label: t('party.tab.receipts'), children: <CustomerReceipts id={id} /> },
                { key: 'contracts', label: t('party.tab.contracts'), children: <CustomerContracts id={id} /> },
                {
                  key: 'promises',
                  label: t('promise.tab'),
                  children: (
                    <Suspense fallback={<Skeleton active />}>
                      <CustomerPromises customer={{ id, name: data.name, merged: Boolean(data.merged_into) }} />
                    </Suspense>
                  ),
                },
                {
                  key: 'limit',
                  label: t('limit.customerTab'),
                  children: (
                    <Suspense fallback={<Skeleton active />}>
                      <CustomerLimit id={id} name={data.name} />
                    </Suspense>
                  ),
                },
                {
                  key: 'credit',
                  label: t('assessment.tab'),
                  children: (
                    <Suspense fallback={<Skeleton active />}>
                      <CustomerCredit id={id} />
                    </Suspense>
                  ),
                },
                { key: 'contacts', label: t('party.tab.contacts'), children: <Contacts contacts={data.contacts} /> },
                { key: 'records', label: t('party.tab.records'), children: <Records object={id} /> },
              ]}
            />
          </section>
        </div>
        <Timeline id={id} />
      </div>
      {merging && <MergeDrawer customer={data} onClose={() => setMerging(false)} onDone={(into) => navigate(`/customers/${into}`)} />}
      {recording && (
        <NewReceiptDrawer customer={data} onClose={() => setRecording(false)} onDone={(made) => navigate(`/receipts/${made}`)} />
      )}
    </div>
  );
}
