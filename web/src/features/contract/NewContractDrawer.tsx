import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookupsQuery, useSession } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CurrencyItem } from '../org/CurrencyItem';
import { CustomerItem } from '../party/CustomerItem';
import { PartsEditor, type PartValue, partOf, plain } from './PartsEditor';
import { PlanGrid } from './PlanGrid';
import { type NewContract, previewPlan, signContract } from './queries';

interface Value {
  customer_id: string;
  number?: string;
  title: string;
  currency: string;
  amount: string;
  signed_date?: string;
  rep_id?: string;
  terms: { parts: PartValue[] };
  expected?: { delivery?: string; acceptance?: string };
  late_interest_daily?: string;
  penalty_percent?: string;
}

const thirtySeventy: PartValue[] = [
  { kind: 'percent', percent: '30', base: 'signing', days: '7' },
  { kind: 'percent', percent: '70', base: 'acceptance', days: '30' },
];

export function NewContractDrawer({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const reps = useQuery(lookupsQuery).data?.reps ?? [];
  const needed = useRequired();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? company.currency;
  const send = useCommand((value: Value, key) => signContract(bodyOf(value), key), {
    done: ({ id }) => onDone(id),
    said: t('contract.recorded'),
  });
  const preview = useMutation({ mutationFn: (value: Value) => previewPlan(bodyOf(value)) });
  return (
    <FormDrawer
      title={t('contract.new')}
      open
      width={680}
      onClose={onClose}
      form={form}
      initial={{
        currency: company.currency,
        signed_date: company.today,
        terms: { parts: thirtySeventy },
        late_interest_daily: '0.0005',
        penalty_percent: '5',
      }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" autoFocus />
      <Form.Item name="title" label={t('contract.field.title')} rules={[{ ...needed(t('contract.field.title')), whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <CurrencyItem />
      <div className="two-fields">
        <AmountItem name="amount" label={t('contract.field.amount')} currency={currency} />
        <DayItem name="signed_date" label={t('contract.field.signed')} required={false} />
        <Form.Item name="rep_id" label={t('contract.field.rep')}>
          <Select allowClear options={reps.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="number" label={t('receivable.number')}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <h3 className="form-heading">{t('contract.terms')}</h3>
      <PartsEditor currency={currency} />
      <h3 className="form-heading">{t('contract.expected')}</h3>
      <p className="muted">{t('contract.expectedHint')}</p>
      <div className="two-fields">
        {(['delivery', 'acceptance'] as const).map((kind) => (
          <DayItem
            key={kind}
            name={['expected', kind]}
            label={t('contract.expectedOf', { event: t(`contract.event.${kind}`) })}
            required={false}
          />
        ))}
      </div>
      <h3 className="form-heading">{t('contract.clauses')}</h3>
      <div className="two-fields">
        <Form.Item name="late_interest_daily" label={t('contract.field.lateInterest')}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="penalty_percent" label={t('contract.field.penalty')}>
          <Input inputMode="decimal" suffix="%" />
        </Form.Item>
      </div>
      <Button loading={preview.isPending} onClick={() => void form.validateFields().then((value) => preview.mutate(value))}>
        {t('contract.plan.preview')}
      </Button>
      {preview.error && <ErrorBox error={preview.error} />}
      {preview.data && <PlanGrid plan={preview.data.plan} currency={currency} />}
    </FormDrawer>
  );
}

function bodyOf(value: Value): NewContract {
  const { amount, currency, terms, expected, number, signed_date, rep_id, late_interest_daily, penalty_percent, ...rest } = value;
  return {
    ...rest,
    amount: { amount: plain(amount), currency },
    terms: { parts: terms.parts.map(partOf) },
    ...(expected?.delivery || expected?.acceptance ? { expected: dated(expected) } : {}),
    ...(number ? { number } : {}),
    ...(signed_date ? { signed_date } : {}),
    ...(rep_id ? { rep_id } : {}),
    ...(late_interest_daily ? { late_interest_daily } : {}),
    ...(penalty_percent ? { penalty_percent } : {}),
  };
}

/** Only the days that were filled in. */
const dated = (days: { delivery?: string; acceptance?: string }) =>
  Object.fromEntries(Object.entries(days).filter(([, day]) => day)) as { delivery?: string; acceptance?: string };
