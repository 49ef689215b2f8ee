import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatMoney, minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { useCommand } from '../../ui/useCommand';
import { PromiseFields, type PromiseValue } from './PromiseFields';
import { type Outcome, type Task, type TaskDone, taskDone } from './queries';

interface Value extends PromiseValue {
  outcome: Outcome;
}

const outcomes: Outcome[] = ['called', 'promised', 'escalated', 'snoozed', 'other'];

/** What came of a task. A promise to pay is recorded with it: by when and how much. */
export function OutcomeDrawer({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const [form] = Form.useForm<Value>();
  const promised = Form.useWatch('outcome', form) === 'promised';
  const body = ({ outcome, note, promised_date, amount, channel }: Value): TaskDone => ({
    outcome,
    ...(note ? { note } : {}),
    ...(outcome === 'promised' ? { promised_date, channel, amount: { amount: amount.replaceAll(',', ''), currency: task.currency } } : {}),
  });
  const send = useCommand((value: Value) => taskDone(task.id, body(value)), {
    done: onClose,
    said: t('dunning.recorded'),
  });
  return (
    <FormDrawer
      title={`${t('dunning.record')} · ${task.customer.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ outcome: 'called', channel: 'phone', amount: minorToDecimal(task.amount_minor, task.currency) }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <p style={{ marginBottom: 16 }}>{task.text}</p>
      <Form.Item name="outcome" label={t('dunning.record')}>
        <Radio.Group optionType="button" options={outcomes.map((value) => ({ value, label: t(`dunning.outcome.${value}`) }))} />
      </Form.Item>
      {promised && <PromiseFields currency={task.currency} open={formatMoney(task.amount_minor, task.currency, language)} />}
      <Form.Item name="note" label={t('dunning.noteLabel')}>
        <Input.TextArea rows={4} placeholder={t('dunning.notePlaceholder')} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}
