import { SearchOutlined } from '@ant-design/icons';
import { type RefSelectProps, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCustomerSearch } from './useCustomerSearch';

/** From anywhere to a customer; Ctrl+K puts the cursor here. */
export function FindCustomer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { setText, rows, busy } = useCustomerSearch(open);
  const box = useRef<RefSelectProps>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      box.current?.focus();
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <Select
      ref={box}
      className="find"
      aria-label={t('app.top.find')}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={null}
      open={open}
      onOpenChange={setOpen}
      placeholder={`${t('app.top.find')}  Ctrl+K`}
      suffixIcon={<SearchOutlined />}
      options={rows.map((row) => ({ value: row.id, label: `${row.name} · ${row.code}` }))}
      notFoundContent={busy ? ' ' : t('app.top.nothing')}
      onSelect={(id: string | null) => {
        setOpen(false);
        setText('');
        if (id) navigate(`/customers/${id}`);
      }}
    />
  );
}
