import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../ui/fields';
import { contracts } from '../contract/queries';
import { orders } from '../order/queries';
import { invoices } from '../receivable/queries';
import type { About } from './complaintForm';

const page = { limit: 50 };

/** One of the customer's own documents, found by part of its number. */
export function ComplaintDocumentItem({ customer, about }: { customer: string; about: About }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [q, setQ] = useState('');
  const filter = { customer, ...(q ? { q } : {}) };
  const asked = { placeholderData: keepPreviousData };
  const found = {
    contract: useQuery({ ...contracts(filter, page), ...asked, enabled: about === 'contract' }),
    order: useQuery({ ...orders(filter, page), ...asked, enabled: about === 'order' }),
    invoice: useQuery({ ...invoices(filter, page), ...asked, enabled: about === 'invoice' }),
  }[about];
  const label = t('complaint.document');
  return (
    <Form.Item name="document" label={label} rules={[needed(label)]}>
      <Select
        showSearch={{ filterOption: false, onSearch: (text) => setQ(text.trim()) }}
        placeholder={t('complaint.documentPick')}
        loading={found.isFetching}
        options={(found.data?.rows ?? []).map((row) => ({ value: row.id, label: row.number }))}
        notFoundContent={found.isFetching ? ' ' : t('app.top.nothing')}
      />
    </Form.Item>
  );
}
