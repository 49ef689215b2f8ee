import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Mapping } from './mapping';

const layouts = [
  { value: 'iso', label: '2026-03-31' },
  { value: 'yyyymmdd', label: '20260331' },
  { value: 'm/d/y', label: '3/31/2026' },
  { value: 'd/m/y', label: '31/3/2026' },
];
const creatable = ['customer', 'customer_group', 'employee', 'team', 'region'] as const;

/** How dates and amounts are written, where the file comes from, and what may be created on the way. */
export function ReadOptions({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation();
  const { currency, ...constants } = mapping.constants ?? {};
  const setCurrency = (code: string) =>
    onChange({ ...mapping, constants: code ? { ...constants, currency: code.toUpperCase() } : constants });
  return (
    <fieldset className="options">
      <legend>{t('importing.map.options')}</legend>
      <div className="options-grid">
        <label htmlFor="import-source">
          {t('importing.map.source')}
          <Input id="import-source" value={mapping.source} onChange={(event) => onChange({ ...mapping, source: event.target.value })} />
          <span className="sub">{t('importing.map.sourceHint')}</span>
        </label>
        <label htmlFor="import-currency">
          {t('importing.map.currency')}
          <Input id="import-currency" maxLength={3} value={currency ?? ''} onChange={(event) => setCurrency(event.target.value)} />
        </label>
        <label htmlFor="import-dates">
          {t('importing.map.dates')}
          <Select
            id="import-dates"
            value={mapping.dates ?? 'iso'}
            options={layouts}
            onChange={(dates) => onChange({ ...mapping, dates })}
          />
        </label>
        <label htmlFor="import-decimal">
          {t('importing.map.decimal')}
          <Select
            id="import-decimal"
            value={mapping.decimal ?? 'point'}
            options={(['point', 'comma'] as const).map((value) => ({ value, label: t(`importing.map.${value}`) }))}
            onChange={(decimal) => onChange({ ...mapping, decimal })}
          />
        </label>
      </div>
      <div className="row">
        <span>{t('importing.map.create')}</span>
        <Checkbox.Group
          value={mapping.create ?? []}
          options={creatable.map((value) => ({ value, label: t(`importing.map.creatable.${value}`) }))}
          onChange={(create) => onChange({ ...mapping, create })}
        />
      </div>
    </fieldset>
  );
}
