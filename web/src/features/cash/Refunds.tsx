import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { RefundDrawer, ReverseRefundDrawer } from './RefundDrawer';
import { type Refund, refunds, type Source } from './refundQueries';

/** What was paid back out of a receipt or credit note, and the way to pay back what is left. */
export function Refunds({ source }: { source: Source }) {
  const { t } = useTranslation();
  const { data } = useQuery(refunds(source));
  const [paying, setPaying] = useState(false);
  const [reversing, setReversing] = useState<Refund>();
  const may = useMay()('post_cash');
  const rows = data?.rows ?? [];
  return (
    <section className="panel">
      <h2>{t('refund.title')}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={t('refund.none')} />
      ) : (
        <ScrollTable label={t('refund.title')}>
          <thead>
            <tr>
              <th scope="col">{t('refund.date')}</th>
              <th scope="col">{t('cash.field.method')}</th>
              <th scope="col">{t('cash.field.amount')}</th>
              <th scope="col">{t('cash.field.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <DateText day={row.date} />
                </th>
                <td>{t(`cash.method.${row.method}`)}</td>
                <td>
                  <Money minor={row.amount_minor} currency={row.currency} />
                </td>
                <td>
                  {row.reversed_date ? (
                    <span className="chip">{t('refund.reversed')}</span>
                  ) : (
                    may && (
                      <Button size="small" onClick={() => setReversing(row)}>
                        {t('refund.reverse')}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {may && source.left > 0 && (
        <Button onClick={() => setPaying(true)} style={{ marginTop: 12 }}>
          {t('refund.pay')}
        </Button>
      )}
      {paying && <RefundDrawer source={source} onClose={() => setPaying(false)} />}
      {reversing && <ReverseRefundDrawer row={reversing} onClose={() => setReversing(undefined)} />}
    </section>
  );
}
