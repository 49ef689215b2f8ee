import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { ReverseAllocationDrawer } from '../cash/ReverseDrawers';
import type { Settlement } from './queries';

const pages = { receipt: 'receipts', credit_note: 'credit-notes' };

interface Props {
  settlements: Settlement[];
  /** Of the item. */
  number: string;
  currency: string;
}

/** Everything that lowered an item; each can be taken back with a reason by who may. */
export function Settlements({ settlements, number, currency }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [reversing, setReversing] = useState<Settlement>();
  const mayReverse = ({ kind }: Settlement) =>
    kind === 'write_off' ? may('post_cash') && may('write_off') : (kind === 'receipt' || kind === 'credit_note') && may('post_cash');
  return (
    <section className="panel">
      <h2>{t('receivable.settlements')}</h2>
      {settlements.length === 0 ? (
        <EmptyHint title={t('receivable.noSettlements')} />
      ) : (
        <ScrollTable label={t('receivable.settlements')}>
          <thead>
            <tr>
              <th scope="col">{t('receivable.settledBy')}</th>
              <th scope="col">{t('cash.effectiveDate')}</th>
              <th scope="col">{t('cash.field.amount')}</th>
              <th scope="col">{t('cash.field.state')}</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {t(`party.by.${one.kind}`)}{' '}
                  {one.source && <Link to={`/${pages[one.source.kind]}/${one.source.id}`}>{one.source.number}</Link>}
                  {one.reason && <span className="sub">{one.reason}</span>}
                </th>
                <td>
                  <DateText day={one.effective_date} />
                </td>
                <td>
                  <Money minor={one.amount_minor} currency={currency} />
                </td>
                <td>
                  {one.reversed ? (
                    <>
                      <span className="chip">
                        {t('cash.reversed')} <DateText day={one.reversed_date} />
                      </span>
                      {one.reversal_reason && <span className="sub">{one.reversal_reason}</span>}
                    </>
                  ) : mayReverse(one) ? (
                    <Button size="small" onClick={() => setReversing(one)} aria-label={`${t('cash.reverse')} ${t(`party.by.${one.kind}`)}`}>
                      {t('cash.reverse')}
                    </Button>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {reversing && (
        <ReverseAllocationDrawer allocation={{ id: reversing.id, number }} kind={reversing.kind} onClose={() => setReversing(undefined)} />
      )}
    </section>
  );
}
