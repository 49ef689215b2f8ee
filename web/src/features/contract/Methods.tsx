import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

export type Method = Schemas['Method'];

const methods: Method[] = ['bank_transfer', 'automatic_debit', 'acceptance_bill', 'cheque', 'cash'];

/** "银行转账、承兑汇票": ways to pay as a list is read. */
export function useMethodNames(): (of: readonly Method[]) => string {
  const { t } = useTranslation();
  return (of) => of.map((method) => t(`cash.method.${method}`)).join(t('treatment.separator'));
}

/** The ways to pay agreed; left open, the server takes those of the standard that the grade has. */
export function MethodsItem() {
  const { t } = useTranslation();
  return (
    <Form.Item name="payment_methods" label={t('contract.field.methods')} extra={t('contract.methodsHint')}>
      <Select mode="multiple" allowClear options={methods.map((value) => ({ value, label: t(`cash.method.${value}`) }))} />
    </Form.Item>
  );
}
