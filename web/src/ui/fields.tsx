import { DatePicker, Form, Input } from 'antd';
import type { NamePath } from 'antd/es/form/interface';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../app/settings';
import { decimalToMinor, exponentOf, symbolOf } from '../format/money';

interface Item {
  name: NamePath;
  label: string;
  required?: boolean;
  hint?: string;
}

export function useRequired() {
  const { t } = useTranslation();
  return (label: string) => ({ required: true, message: t('app.form.required', { label }) });
}

/** Text that holds a decimal amount; checked against the currency's decimals, never turned into a float. */
export function AmountItem({ name, label, currency, required = true, hint, zero = false }: Item & { currency: string; zero?: boolean }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const needed = useRequired();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={[
        ...(required ? [needed(label)] : []),
        {
          validator: (_, text?: string) => {
            if (!text) return Promise.resolve();
            const minor = decimalToMinor(text, currency);
            return minor !== null && (minor > 0 || (zero && minor === 0))
              ? Promise.resolve()
              : Promise.reject(new Error(t('app.form.amountInvalid', { digits: exponentOf(currency) })));
          },
        },
      ]}
    >
      <Input className="amount-input" inputMode="decimal" prefix={symbolOf(currency, language)} autoComplete="off" />
    </Form.Item>
  );
}

/** The form holds "2026-03-31", not a moment. */
export function DayItem({ name, label, required = true, hint }: Item) {
  const needed = useRequired();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={required ? [needed(label)] : []}
      getValueProps={(day?: string) => ({ value: day ? dayjs(day) : null })}
      normalize={(chosen: dayjs.Dayjs | null) => chosen?.format('YYYY-MM-DD')}
    >
      {/* Enter takes the day that was typed; it does not send the form yet. */}
      <DatePicker className="wide" onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
    </Form.Item>
  );
}

export function ReasonItem({ name = 'reason' }: { name?: NamePath }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const label = t('app.form.reason');
  return (
    <Form.Item name={name} label={label} rules={[{ ...needed(label), whitespace: true }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  );
}
