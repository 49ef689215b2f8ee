import { Alert, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { releaseHold } from './queries';

interface Value {
  reason: string;
  days: number;
}

export function ReleaseDrawer({ hold, onClose }: { hold: { id: string; number: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const send = useCommand((value: Value, key) => releaseHold(hold.id, value, key), { done: onClose, said: t('limit.releaseAsked') });
  return (
    <FormDrawer
      title={`${t('limit.release')} · ${hold.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ days: 7 }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('limit.release')}
    >
      <Alert type="info" title={t('limit.releaseHint')} style={{ marginBottom: 16 }} />
      <Form.Item name="days" label={t('limit.field.days')} rules={[{ required: true }]}>
        <InputNumber min={1} max={365} precision={0} className="wide" />
      </Form.Item>
      <ReasonItem />
    </FormDrawer>
  );
}
