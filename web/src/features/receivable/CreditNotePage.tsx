import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Allocations } from '../cash/Allocations';
import { Refunds } from '../cash/Refunds';
import { Records } from '../document/Records';
import { creditNote } from './queries';
import { SetOffDrawer } from './SetOffDrawer';

export default function CreditNotePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(creditNote(id));
  const [settingOff, setSettingOff] = useState(false);
  const may = useMay()('post_cash');
  return (
    <div className="page">
      <PageHeader
        title={data.number}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/credit-notes', label: t('receivable.creditNotesBack') }}
        actions={
          may &&
          (data.open_minor ?? 0) > 0 && (
            <Button type="primary" onClick={() => setSettingOff(true)}>
              {t('receivable.setOff')}
            </Button>
          )
        }
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
            <dt>{t('receivable.remaining')}</dt>
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
          {data.invoice && (
            <div>
              <dt>{t('receivable.field.invoice')}</dt>
              <dd>
                <Link to={`/invoices/${data.invoice.id}`}>{data.invoice.number}</Link>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('receivable.field.reason')}</dt>
            <dd>{data.reason ?? '–'}</dd>
          </div>
        </dl>
      </section>
      <Allocations allocations={data.allocations} currency={data.currency} may={may} />
      <Refunds source={{ kind: 'credit_note', id, number: data.number, left: data.open_minor ?? 0, currency: data.currency }} />
      <Records object={id} />
      {settingOff && <SetOffDrawer note={data} onClose={() => setSettingOff(false)} />}
    </div>
  );
}
