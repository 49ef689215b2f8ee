import { ClearOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Filters in one row that apply at once; "clear" appears when there is something to clear. */
export function FilterBar({ children, onReset }: { children: ReactNode; onReset?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <search className="filterbar">
      {children}
      {onReset && (
        <Button type="text" icon={<ClearOutlined />} onClick={onReset}>
          {t('app.list.reset')}
        </Button>
      )}
    </search>
  );
}

interface Field {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Asks when typing pauses. */
export function SearchField({ label, value, onChange }: Field) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (value ?? '')) return;
    const timer = setTimeout(() => onChange(wanted || undefined), 300);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Input
      className="filter-search"
      prefix={<SearchOutlined />}
      allowClear
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

export function SelectField({ label, value, onChange, options }: Field & { options: { value: string; label: string }[] }) {
  return (
    <Select
      className="filter-select"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      value={value ?? null}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      options={options}
      popupMatchSelectWidth={false}
    />
  );
}

export function DayField({ label, value, onChange, clearable = false }: Field & { clearable?: boolean }) {
  return (
    <div className="filter-day">
      <span aria-hidden="true">{label}</span>
      <DatePicker
        aria-label={label}
        allowClear={clearable}
        value={value ? dayjs(value) : null}
        onChange={(chosen) => onChange(chosen?.format('YYYY-MM-DD'))}
      />
    </div>
  );
}
