import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Approval, edit } from './queries';

interface Value {
  amount?: string;
  date?: string;
  effective_from?: string;
  reason?: string;
}

interface Body extends Omit<Value, 'amount'> {
  amount?: { amount: string; currency: string };
}

/** The requester changes what is asked: amount, day and reason, as far as the command has them. All agreements begin again. */
export function EditDrawer({ request, onClose }: { request: Approval; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const body = request.body as Body;
  const send = useCommand(
    ({ amount, ...others }: Value, key) =>
      edit(
        request,
        {
          ...request.body,
          ...others,
          ...(amount && body.amount ? { amount: { ...body.amount, amount: amount.replaceAll(',', '') } } : {}),
        },
        key,
      ),
    { done: onClose, said: t('approval.edited') },
  );
  return (
    <FormDrawer
      title={`${t('approval.edit')} · ${t(`approval.kind.${request.kind}`)}`}
      open
      onClose={onClose}
      form={form}
      initial={{ ...body, amount: body.amount?.amount }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('approval.edit')}
    >
      <Alert type="warning" title={t('approval.editHint')} style={{ marginBottom: 16 }} />
      {body.amount && <AmountItem name="amount" label={t('approval.field.amount')} currency={body.amount.currency} />}
      {body.date !== undefined && <DayItem name="date" label={t('approval.change.date')} />}
      {body.effective_from !== undefined && <DayItem name="effective_from" label={t('approval.change.effective_from')} />}
      {body.reason !== undefined && <ReasonItem />}
    </FormDrawer>
  );
}
