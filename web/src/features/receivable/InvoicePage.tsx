import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { ScrollTable } from '../../ui/ScrollTable';
import { Records } from '../document/Records';
import { invoice, type OpenItem } from './queries';
import { OverdueDays, Stage } from './Stage';
import { WriteOffDrawer } from './WriteOffDrawer';

export default function InvoicePage() {
  const { t } = useTranslation();
  const may = useMay();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(invoice(id));
  const [writingOff, setWritingOff] = useState<OpenItem>();
  const items = data.items ?? [];
  return (
    <div className="page">
      <PageHeader
        title={data.number}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/invoices', label: t('receivable.invoicesBack') }}
      />
      <section className="panel">
        <dl className="facts big">
          <div>
            <dt>{t('receivable.field.amount')}</dt>
            <dd>
              <Money minor={data.amount_minor} currency={data.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('receivable.field.open')}</dt>
            <dd>
              <Money minor={data.open_minor} currency={data.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('receivable.field.date')}</dt>
            <dd>
              <DateText day={data.date} />
            </dd>
          </div>
          {data.contract && (
            <div>
              <dt>{t('receivable.field.contract')}</dt>
              <dd>
                <Link to={`/contracts/${data.contract.id}`}>{data.contract.number}</Link>
              </dd>
            </div>
          )}
        </dl>
      </section>
      <section className="panel">
        <h2>{t('receivable.invoiceItems')}</h2>
        <ScrollTable label={t('receivable.invoiceItems')}>
          <thead>
            <tr>
              <th scope="col">{t('receivable.field.number')}</th>
              <th scope="col">{t('receivable.field.due')}</th>
              <th scope="col">{t('receivable.field.amount')}</th>
              <th scope="col">{t('receivable.field.open')}</th>
              <th scope="col">{t('receivable.field.days')}</th>
              <th scope="col">{t('receivable.field.stage')}</th>
              <th scope="col">
                <span className="hidden">{t('receivable.writeOff')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  <Link to={`/open-items/${item.id}`}>{item.number}</Link>
                </th>
                <td>
                  <DateText day={item.due_date} />
                </td>
                <td>
                  <Money minor={item.amount_minor} currency={item.currency} />
                </td>
                <td>
                  <Money minor={item.open_minor} currency={item.currency} strong />
                </td>
                <td>{item.open_minor > 0 ? <OverdueDays days={item.overdue_days} /> : '–'}</td>
                <td>{item.open_minor > 0 ? <Stage stage={item.age_stage} /> : '–'}</td>
                <td>
                  {may('write_off') && item.open_minor > 0 && (
                    <Button size="small" onClick={() => setWritingOff(item)}>
                      {t('receivable.writeOff')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
      <Records object={id} />
      {writingOff && <WriteOffDrawer item={writingOff} onClose={() => setWritingOff(undefined)} />}
    </div>
  );
}
