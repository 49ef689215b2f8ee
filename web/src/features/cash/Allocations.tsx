import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { ReverseAllocationDrawer } from './ReverseDrawers';

interface Props {
  allocations: Schemas['Allocation'][];
  currency: string;
  may: boolean;
}

/** What a receipt or a credit note was applied to; each line can be taken back with a reason. */
export function Allocations({ allocations, currency, may }: Props) {
  const { t } = useTranslation();
  const [reversing, setReversing] = useState<Schemas['Allocation']>();
  return (
    <section className="panel">
      <h2>{t('cash.allocations')}</h2>
      {allocations.length === 0 ? (
        <EmptyHint title={t('cash.noAllocations')} />
      ) : (
        <ScrollTable label={t('cash.allocations')}>
          <thead>
            <tr>
              <th scope="col">{t('cash.desk.item')}</th>
              <th scope="col">{t('cash.effectiveDate')}</th>
              <th scope="col">{t('cash.field.amount')}</th>
              <th scope="col">{t('cash.field.state')}</th>
            </tr>
          </thead>
          <tbody>
            {allocations.map((allocation) => (
              <tr key={allocation.id}>
                <th scope="row">
                  <Link to={`/open-items/${allocation.item_id}`}>{allocation.number}</Link>
                  {allocation.kind === 'tolerance' && <span className="sub">{t('cash.tolerance')}</span>}
                  {allocation.reason && <span className="sub">{allocation.reason}</span>}
                </th>
                <td>
                  <DateText day={allocation.effective_date} />
                </td>
                <td>
                  <Money minor={allocation.amount_minor} currency={currency} />
                </td>
                <td>
                  {allocation.reversed ? (
                    <span className="chip">
                      {t('cash.reversed')} <DateText day={allocation.reversed_date} />
                    </span>
                  ) : may && allocation.kind !== 'tolerance' ? (
                    <Button size="small" onClick={() => setReversing(allocation)}>
                      {t('cash.reverse')}
                    </Button>
                  ) : (
                    <span className="chip good">{t('cash.state.applied')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {reversing && <ReverseAllocationDrawer allocation={reversing} onClose={() => setReversing(undefined)} />}
    </section>
  );
}
