import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { useCommand } from '../../ui/useCommand';
import { type Outcome, type Task, taskDone } from './queries';

interface Value {
  outcome: Outcome;
  note?: string;
}

const outcomes: Outcome[] = ['called', 'promised', 'escalated', 'snoozed', 'other'];

export function OutcomeDrawer({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const send = useCommand(({ outcome, note }: Value) => taskDone(task.id, { outcome, ...(note ? { note } : {}) }), {
    done: onClose,
    said: t('dunning.recorded'),
  });
  return (
    <FormDrawer
      title={`${t('dunning.record')} · ${task.customer.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ outcome: 'called' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <p style={{ marginBottom: 16 }}>{task.text}</p>
      <Form.Item name="outcome" label={t('dunning.record')}>
        <Radio.Group optionType="button" options={outcomes.map((value) => ({ value, label: t(`dunning.outcome.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('dunning.noteLabel')}>
        <Input.TextArea rows={4} placeholder={t('dunning.notePlaceholder')} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}
