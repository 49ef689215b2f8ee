import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { decimalToMinor } from '../../format/money';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { useCommand } from '../../ui/useCommand';
import { useSettled } from '../../ui/useSettled';
import { CreditPreview, CreditStanding } from '../credit/CreditPreview';
import { customerCredit } from '../credit/queries';
import { CustomerItem } from '../party/CustomerItem';
import { AmountFields, ClauseFields, type ContractValue, draftOf, TitleItem } from './ContractFields';
import { type PartValue, partOf, plain } from './PartsEditor';
import { PlanGrid } from './PlanGrid';
import { judgeParts } from './percent';
import { creditPreview, type NewContract, previewPlan, signContract } from './queries';

interface Value extends ContractValue {
  customer_id: string;
  number?: string;
}

const thirtySeventy: PartValue[] = [
  { kind: 'percent', percent: '30', base: 'signing', days: '7' },
  { kind: 'percent', percent: '70', base: 'acceptance', days: '30' },
];

/** A draft; it is signed once it has passed the gate. */
export function NewContractDrawer({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
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
        terms: { parts: thirtySeventy },
        late_interest_percent: '0.05',
        penalty_percent: '5',
        penalty_after_days: '30',
        dispute: 'our_seat',
      }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" autoFocus />
      <Credit form={form} currency={currency} />
      <TitleItem />
      <AmountFields currency={currency}>
        <Form.Item name="number" label={t('receivable.number')}>
          <Input maxLength={60} />
        </Form.Item>
      </AmountFields>
      <ClauseFields form={form} currency={currency} />
      <Button loading={preview.isPending} onClick={() => void form.validateFields().then((value) => preview.mutate(value))}>
        {t('contract.plan.preview')}
      </Button>
      {preview.error && <ErrorBox error={preview.error} />}
      {preview.data && <PlanGrid plan={preview.data.plan} currency={currency} />}
    </FormDrawer>
  );
}

/** Grade, term cap and headroom of the customer, with this contract on top, before anything is saved. */
function Credit({ form, currency }: { form: FormInstance<Value>; currency: string }) {
  const customer = Form.useWatch('customer_id', form);
  const amount = Form.useWatch('amount', form);
  const parts = Form.useWatch(['terms', 'parts'], form) as PartValue[] | undefined;
  const known = amount ? decimalToMinor(amount, currency) : null;
  const whole = customer && amount && known !== null && known > 0 && parts && judgeParts(parts).verdict === 'whole';
  const body = useSettled(
    whole ? { customer_id: customer, title: '', amount: { amount: plain(amount), currency }, terms: { parts: parts.map(partOf) } } : null,
  );
  const check = useQuery({ ...creditPreview(body as NewContract), enabled: body !== null });
  const alone = useQuery({ ...customerCredit(customer ?? ''), enabled: Boolean(customer) && body === null });
  if (body !== null) return check.data ? <CreditPreview of={check.data} /> : null;
  return customer && alone.data ? <CreditStanding of={alone.data} /> : null;
}

function bodyOf({ customer_id, number, ...value }: Value): NewContract {
  return { customer_id, ...draftOf(value), ...(number ? { number } : {}) };
}
