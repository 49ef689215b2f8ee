import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { AppliedTable } from './AppliedTable';

interface Props {
  allocations: Schemas['Allocation'][];
  currency: string;
  may: boolean;
}

/** What a receipt or a credit note was applied to. */
export function Allocations({ allocations, currency, may }: Props) {
  const { t } = useTranslation();
  return (
    <AppliedTable
      title={t('cash.allocations')}
      nothing={t('cash.noAllocations')}
      rows={allocations}
      currency={currency}
      other={{
        title: t('cash.desk.item'),
        named: ({ number }) => number,
        render: ({ item_id, number, kind }) => (
          <>
            <Link to={`/open-items/${item_id}`}>{number}</Link>
            {kind === 'tolerance' && <span className="sub">{t('cash.tolerance')}</span>}
          </>
        ),
      }}
      numberOf={({ number }) => number}
      mayReverse={({ kind }) => may && kind !== 'tolerance'}
    />
  );
}
