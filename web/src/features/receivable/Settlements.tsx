import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { AppliedTable } from '../cash/AppliedTable';
import type { Settlement } from './queries';

const pages = { receipt: 'receipts', credit_note: 'credit-notes' };

interface Props {
  settlements: Settlement[];
  /** Of the item. */
  number: string;
  currency: string;
}

/** Everything that lowered an item. */
export function Settlements({ settlements, number, currency }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <AppliedTable
      title={t('receivable.settlements')}
      nothing={t('receivable.noSettlements')}
      rows={settlements}
      currency={currency}
      other={{
        title: t('receivable.settledBy'),
        named: ({ kind, source }) => [t(`party.by.${kind}`), source?.number].filter(Boolean).join(' '),
        render: ({ kind, source }) => (
          <>
            {t(`party.by.${kind}`)} {source && <Link to={`/${pages[source.kind]}/${source.id}`}>{source.number}</Link>}
          </>
        ),
      }}
      numberOf={() => number}
      mayReverse={({ kind }) =>
        kind === 'write_off' ? may('post_cash') && may('write_off') : (kind === 'receipt' || kind === 'credit_note') && may('post_cash')
      }
    />
  );
}
