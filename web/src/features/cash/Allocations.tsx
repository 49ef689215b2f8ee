import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import type { Receipt } from './queries';
import { ReverseAllocationDrawer } from './ReverseDrawers';

export function Allocations({ receipt, may }: { receipt: Receipt; may: boolean }) {
  const { t } = useTranslation();
  const [reversing, setReversing] = useState<Schemas['Allocation']>();
  return (
    <section className="panel">
      <h2>{t('cash.allocations')}</h2>
      {receipt.allocations.length === 0 ? (
        <EmptyHint title={t('cash.noAllocations')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="scroll" tabIndex={0} aria-label={t('cash.allocations')}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('cash.desk.item')}</th>
                <th scope="col">{t('cash.effectiveDate')}</th>
                <th scope="col">{t('cash.field.amount')}</th>
                <th scope="col">{t('cash.field.state')}</th>
              </tr>
            </thead>
            <tbody>
              {receipt.allocations.map((allocation) => (
                <tr key={allocation.id}>
                  <th scope="row">{allocation.number}</th>
                  <td>
                    <DateText day={allocation.effective_date} />
                  </td>
                  <td>
                    <Money minor={allocation.amount_minor} currency={receipt.currency} />
                  </td>
                  <td>
                    {allocation.reversed ? (
                      <span className="chip">{t('cash.reversed')}</span>
                    ) : may ? (
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
          </table>
        </section>
      )}
      {reversing && <ReverseAllocationDrawer allocation={reversing} onClose={() => setReversing(undefined)} />}
    </section>
  );
}
