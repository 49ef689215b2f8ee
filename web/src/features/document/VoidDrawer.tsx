import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';

interface Props {
  title: string;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

export function VoidDrawer({ title, send, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const command = useCommand(({ reason }: { reason: string }) => send(reason), { done: onClose, said: t('document.voided') });
  return (
    <FormDrawer
      title={title}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => command.mutate(value)}
      sending={command.isPending}
      error={command.error}
      submit={t('document.void')}
    >
      <Alert type="info" title={t('document.voidHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
