import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookupsQuery, useSession } from '../../app/session';

/** Asked only where the company uses more than one currency. */
export function CurrencyItem() {
  const { t } = useTranslation();
  const { company } = useSession();
  const currencies = useQuery(lookupsQuery).data?.currencies ?? [];
  const all = [...new Set([company.currency, ...currencies])];
  return (
    <Form.Item name="currency" label={t('receivable.filter.currency')} hidden={all.length < 2}>
      <Select options={all.map((value) => ({ value, label: value }))} />
    </Form.Item>
  );
}
