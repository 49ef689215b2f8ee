import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollTable } from '../../ui/ScrollTable';

type Head =
  | 'customer'
  | 'grade'
  | 'limit'
  | 'used'
  | 'over'
  | 'overdue'
  | 'overdueDays'
  | 'kind'
  | 'provider'
  | 'amount'
  | 'from'
  | 'validTo'
  | 'state'
  | 'open'
  | 'pool'
  | 'reference'
  | 'claimed'
  | 'filed'
  | 'reason'
  | 'paid'
  | 'decided'
  | 'actions'
  | 'headroom'
  | 'members'
  | 'share';

/** A table of figures that scrolls sideways on a phone. */
export function Scrolling({ label, heads, children }: { label: string; heads: Head[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`limit.field.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </ScrollTable>
  );
}
