import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Records } from '../document/Records';
import { openItem } from './queries';
import { Settlements } from './Settlements';
import { OverdueDays, Stage } from './Stage';
import { WriteOffDrawer } from './WriteOffDrawer';

export default function OpenItemPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(openItem(id));
  const [writingOff, setWritingOff] = useState(false);
  const open = data.open_minor > 0;
  return (
    <div className="page">
      <PageHeader
        title={data.number}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/receivables', label: t('receivable.back') }}
        actions={may('write_off') && open && <Button onClick={() => setWritingOff(true)}>{t('receivable.writeOff')}</Button>}
      />
      <section className="panel">
        <dl className="facts big">
          <Fact label={t('receivable.field.amount')}>
            <Money minor={data.amount_minor} currency={data.currency} />
          </Fact>
          <Fact label={t('receivable.field.open')}>
            <Money minor={data.open_minor} currency={data.currency} />
          </Fact>
          <Fact label={t('receivable.field.due')}>
            <DateText day={data.due_date} />
          </Fact>
          <Fact label={t('receivable.field.days')}>{open ? <OverdueDays days={data.overdue_days} /> : '–'}</Fact>
          <Fact label={t('receivable.field.stage')}>
            <span className="row">
              {open ? <Stage stage={data.age_stage} /> : <span className="chip good">{t('receivable.settled')}</span>}
              {data.disputed && <span className="chip">{t('receivable.disputed')}</span>}
            </span>
          </Fact>
          <Fact label={t('receivable.field.itemDate')}>
            <DateText day={data.item_date} />
          </Fact>
          <Fact label={t('receivable.field.rep')}>{data.rep?.name ?? '–'}</Fact>
          {data.invoice && (
            <Fact label={t('receivable.field.invoice')}>
              <Link to={`/invoices/${data.invoice.id}`}>{data.invoice.number}</Link>
            </Fact>
          )}
          {data.contract && (
            <Fact label={t('receivable.field.contract')}>
              <Link to={`/contracts/${data.contract.id}`}>{data.contract.number}</Link>
            </Fact>
          )}
        </dl>
      </section>
      <Settlements settlements={data.settlements} number={data.number} currency={data.currency} />
      <Records object={id} />
      {writingOff && <WriteOffDrawer item={data} onClose={() => setWritingOff(false)} />}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
