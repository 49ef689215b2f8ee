import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../ui/fields';
import { useCustomerSearch } from './useCustomerSearch';

interface Props {
  name: string;
  known?: { id: string; name: string } | undefined;
  autoFocus?: boolean;
}

/** Choose a customer by typing part of the code or name. */
export function CustomerItem({ name, known, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [open, setOpen] = useState(false);
  const { setText, rows, busy } = useCustomerSearch(open);
  const options = rows.map((row) => ({ value: row.id, label: `${row.name} · ${row.code}` }));
  if (known && !options.some(({ value }) => value === known.id)) options.unshift({ value: known.id, label: known.name });
  const label = t('party.field.customer');
  return (
    <Form.Item name={name} label={label} rules={[needed(label)]}>
      <Select
        showSearch={{ filterOption: false, onSearch: setText }}
        autoFocus={autoFocus}
        placeholder={t('party.pick')}
        options={options}
        loading={busy}
        onOpenChange={setOpen}
        notFoundContent={busy ? ' ' : t('app.top.nothing')}
      />
    </Form.Item>
  );
}
