import { useQuery } from '@tanstack/react-query';
import { Button, Form, type FormInstance, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookupsQuery } from '../../app/session';
import { AmountItem, useRequired } from '../../ui/fields';
import { CurrencyItem } from '../org/CurrencyItem';
import { percentOfRate, rateOfPercent } from './daily';
import { ExpectedDays } from './ExpectedDays';
import { type Draft, standardClauses, type Venue, venues } from './gateQueries';
import { type Method, MethodsItem } from './Methods';
import { heldPart, PartsEditor, type PartValue, partOf, plain } from './PartsEditor';

/** What a contract states, in the form. */
export interface ContractValue {
  title: string;
  currency: string;
  amount: string;
  rep_id?: string;
  terms: { parts: PartValue[] };
  expected?: { delivery?: string; acceptance?: string };
  payment_methods?: Method[];
  late_interest_percent?: string; // a day
  penalty_percent?: string;
  penalty_after_days?: string;
  dispute?: Venue;
}

export function TitleItem() {
  const { t } = useTranslation();
  const needed = useRequired();
  return (
    <Form.Item name="title" label={t('contract.field.title')} rules={[{ ...needed(t('contract.field.title')), whitespace: true }]}>
      <Input maxLength={200} />
    </Form.Item>
  );
}

export function AmountFields({ currency, children }: { currency: string; children?: React.ReactNode }) {
  const { t } = useTranslation();
  const reps = useQuery(lookupsQuery).data?.reps ?? [];
  return (
    <>
      <CurrencyItem />
      <div className="two-fields">
        <AmountItem name="amount" label={t('contract.field.amount')} currency={currency} />
        <Form.Item name="rep_id" label={t('contract.field.rep')}>
          <Select allowClear options={reps.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        {children}
      </div>
    </>
  );
}

/** Payment, breach and dispute in figures: without them no contract is reviewed. */
export function ClauseFields<V extends ContractValue>({ form, currency }: { form: FormInstance<V>; currency: string }) {
  const { t } = useTranslation();
  const customer = Form.useWatch('customer_id', form) as string | undefined;
  const { data: standard } = useQuery(standardClauses(customer));
  const takeOver = () => {
    if (!standard) return;
    const { terms, payment_methods, late_interest_daily, penalty_percent, penalty_after_days, dispute } = standard;
    const values = {
      payment_methods,
      late_interest_percent: percentOfRate(late_interest_daily) ?? '',
      penalty_percent,
      dispute,
      penalty_after_days: String(penalty_after_days),
      terms: { parts: terms.parts.map(heldPart) },
    };
    form.setFieldsValue(values as Parameters<typeof form.setFieldsValue>[0]);
  };
  return (
    <>
      <div className="panelhead">
        <h3 className="form-heading">{t('contract.terms')}</h3>
        <span className="grow" />
        <Button size="small" disabled={!standard} onClick={takeOver}>
          {t('gate.standard')}
        </Button>
      </div>
      <PartsEditor currency={currency} />
      <MethodsItem />
      <h3 className="form-heading">{t('contract.clauses')}</h3>
      <div className="two-fields">
        <Form.Item
          name="late_interest_percent"
          label={t('contract.field.lateInterest')}
          extra={t('contract.dailyHint')}
          rules={[
            {
              validator: (_, value?: string) =>
                !value || rateOfPercent(value) !== null ? Promise.resolve() : Promise.reject(new Error(t('contract.dailyInvalid'))),
            },
          ]}
        >
          <Input inputMode="decimal" suffix={t('contract.perDaySuffix')} />
        </Form.Item>
        <Form.Item name="penalty_percent" label={t('contract.field.penalty')}>
          <Input inputMode="decimal" suffix="%" />
        </Form.Item>
        <Form.Item
          name="penalty_after_days"
          label={t('gate.penaltyDays')}
          rules={[{ pattern: /^\d{1,4}$/, message: t('app.form.required', { label: t('gate.penaltyDays') }) }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
        <Form.Item name="dispute" label={t('gate.dispute')}>
          <Select allowClear options={venues.map((value) => ({ value, label: t(`gate.venue.${value}`) }))} />
        </Form.Item>
      </div>
      <ExpectedDays hint={t('contract.expectedHint')} />
    </>
  );
}

/** What the form states, as the server reads it. */
export function draftOf({
  title,
  amount,
  currency,
  terms,
  expected,
  rep_id,
  payment_methods,
  late_interest_percent,
  penalty_percent,
  penalty_after_days,
  dispute,
}: ContractValue): Draft {
  return {
    title,
    amount: { amount: plain(amount), currency },
    terms: { parts: terms.parts.map(partOf) },
    ...(expected?.delivery || expected?.acceptance ? { expected: dated(expected) } : {}),
    ...(rep_id ? { rep_id } : {}),
    ...(payment_methods?.length ? { payment_methods } : {}),
    ...(late_interest_percent ? { late_interest_daily: rateOfPercent(late_interest_percent) ?? late_interest_percent } : {}),
    ...(penalty_percent ? { penalty_percent } : {}),
    ...(penalty_after_days ? { penalty_after_days: Number(penalty_after_days) } : {}),
    ...(dispute ? { dispute } : {}),
  };
}

/** Only the days that were filled in. */
const dated = (days: { delivery?: string; acceptance?: string }) =>
  Object.fromEntries(Object.entries(days).filter(([, day]) => day)) as { delivery?: string; acceptance?: string };
