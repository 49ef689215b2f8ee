import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { useCommand } from '../../ui/useCommand';
import { CustomerItem } from '../party/CustomerItem';
import { AmountFields, ClauseFields, type ContractValue, draftOf, TitleItem } from './ContractFields';
import { percentOfRate } from './daily';
import { type Draft, redraftContract } from './gateQueries';
import { heldPart } from './PartsEditor';
import type { Contract } from './queries';

interface Value extends ContractValue {
  customer_id: string;
}

/** The draft written anew; the number stays. */
export function EditContractDrawer({ contract, approved, onClose }: { contract: Contract; approved: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? contract.currency;
  const { clauses, terms } = contract;
  const send = useCommand((draft: Draft, key) => redraftContract(contract, draft, key), { done: onClose, said: t('gate.edited') });
  return (
    <FormDrawer
      title={`${t('gate.edit')} · ${contract.number}`}
      open
      width={680}
      onClose={onClose}
      form={form}
      initial={{
        customer_id: contract.customer.id,
        title: contract.title,
        currency: contract.currency,
        amount: minorToDecimal(contract.amount_minor, contract.currency),
        terms: { parts: terms?.parts.map(heldPart) ?? [] },
        ...(contract.rep ? { rep_id: contract.rep.id } : {}),
        ...(clauses?.payment_methods?.length ? { payment_methods: clauses.payment_methods } : {}),
        ...(clauses?.late_interest_daily ? { late_interest_percent: percentOfRate(clauses.late_interest_daily) ?? '' } : {}),
        ...(clauses?.penalty_percent ? { penalty_percent: clauses.penalty_percent } : {}),
        ...(typeof clauses?.penalty_after_days === 'number' ? { penalty_after_days: String(clauses.penalty_after_days) } : {}),
        ...(clauses?.dispute ? { dispute: clauses.dispute } : {}),
      }}
      onSend={({ customer_id, ...value }) =>
        send.mutate({ ...draftOf(value), ...(customer_id === contract.customer.id ? {} : { customer_id }) })
      }
      sending={send.isPending}
      error={send.error}
    >
      {approved && <Alert type="warning" className="gate-said" title={t('gate.editApproved')} />}
      <CustomerItem name="customer_id" known={contract.customer} />
      <TitleItem />
      <AmountFields currency={currency} />
      <ClauseFields form={form} currency={currency} />
    </FormDrawer>
  );
}
