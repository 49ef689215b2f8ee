import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountItem, useRequired } from '../../ui/fields';
import { judgeParts, parsePercent } from './percent';
import type { BaseEvent, Part } from './queries';

export interface PartValue {
  kind: 'percent' | 'fixed' | 'remainder';
  percent?: string;
  amount?: string;
  base: BaseEvent;
  days?: string;
  months?: string;
  end_of_month?: boolean;
  label?: string;
}

const path = ['terms', 'parts'];

/** The instalments of a contract: they sum to 100 %, or one takes the remainder. */
export function PartsEditor({ currency }: { currency: string }) {
  const { t } = useTranslation();
  const parts = (Form.useWatch(path) ?? []) as PartValue[];
  const { verdict, sum } = judgeParts(parts);
  const said = {
    whole: t('contract.sum', { sum }),
    missing: t('contract.sumMissing', { sum }),
    over: t('contract.sumOver', { sum }),
    oneRemainder: t('contract.oneRemainder'),
  };
  return (
    <Form.List
      name={path}
      rules={[
        {
          validator: (_, value: PartValue[]) => {
            const judged = judgeParts(value ?? []);
            return judged.verdict === 'whole' ? Promise.resolve() : Promise.reject(new Error(said[judged.verdict]));
          },
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <div key={key} className="part">
              <div className="panelhead">
                <b>{t('contract.part', { count: index + 1 })}</b>
                <span className="grow" />
                {fields.length > 1 && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('contract.removePart', { count: index + 1 })}
                    onClick={() => remove(name)}
                  />
                )}
              </div>
              <PartFields at={name} kind={parts[index]?.kind ?? 'percent'} currency={currency} />
            </div>
          ))}
          <div className="row" style={{ marginBottom: 8 }}>
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'remainder', base: 'acceptance', days: '30' })}>
              {t('contract.addPart')}
            </Button>
            <span className={verdict === 'whole' ? 'good' : 'bad'} aria-live="polite">
              {said[verdict]}
            </span>
          </div>
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  );
}

function PartFields({ at, kind, currency }: { at: number; kind: PartValue['kind']; currency: string }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const whole = { pattern: /^\d{1,4}$/, message: t('app.form.required', { label: t('contract.days') }) };
  return (
    <div className="part-grid">
      <Form.Item name={[at, 'kind']} label={t('contract.kindLabel')}>
        <Select options={(['percent', 'fixed', 'remainder'] as const).map((value) => ({ value, label: t(`contract.kind.${value}`) }))} />
      </Form.Item>
      {kind === 'percent' && (
        <Form.Item
          name={[at, 'percent']}
          label={t('contract.percent')}
          rules={[
            needed(t('contract.percent')),
            {
              validator: (_, text?: string) =>
                !text || parsePercent(text) !== null ? Promise.resolve() : Promise.reject(new Error(t('contract.percentInvalid'))),
            },
          ]}
        >
          <Input inputMode="decimal" suffix="%" />
        </Form.Item>
      )}
      {kind === 'fixed' && <AmountItem name={[at, 'amount'] as unknown as string} label={t('contract.fixed')} currency={currency} />}
      <Form.Item name={[at, 'base']} label={t('contract.base')}>
        <Select
          options={(['signing', 'delivery', 'acceptance', 'invoice'] as const).map((value) => ({
            value,
            label: t(`contract.event.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name={[at, 'days']} label={t('contract.days')} rules={[whole]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name={[at, 'label']} label={t('contract.label')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name={[at, 'end_of_month']} label=" " valuePropName="checked">
        <Checkbox>{t('contract.endOfMonth')}</Checkbox>
      </Form.Item>
    </div>
  );
}

export const plain = (amount: string) => amount.replaceAll(',', '');

/** A part as the form holds it. */
export function heldPart({ kind, percent, amount, base, days, months, end_of_month, label }: Part): PartValue {
  return {
    kind,
    base,
    ...(percent ? { percent } : {}),
    ...(amount ? { amount } : {}),
    ...(days ? { days: String(days) } : {}),
    ...(months ? { months: String(months) } : {}),
    ...(end_of_month ? { end_of_month } : {}),
    ...(label ? { label } : {}),
  };
}

/** A part as the server reads it. */
export function partOf({ kind, percent, amount, base, days, months, end_of_month, label }: PartValue): Part {
  return {
    kind,
    base,
    ...(kind === 'percent' && percent ? { percent: percent.trim() } : {}),
    ...(kind === 'fixed' && amount ? { amount: plain(amount) } : {}),
    ...(days ? { days: Number(days) } : {}),
    ...(months ? { months: Number(months) } : {}),
    ...(end_of_month ? { end_of_month } : {}),
    ...(label ? { label } : {}),
  };
}
