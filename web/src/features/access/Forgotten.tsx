import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { forgotPassword } from './queries';

/** Asks for a link by mail. What is said afterwards is the same for every name. */
export function Forgotten({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const send = useMutation({ mutationFn: ({ name }: { name: string }) => forgotPassword(name) });
  return (
    <>
      {send.error && (
        <div className="drawer-error">
          <ErrorBox error={send.error} />
        </div>
      )}
      {send.data ? (
        <Alert type="success" showIcon title={t('access.forgotten.sent')} description={t('access.forgotten.sentHint')} />
      ) : (
        <Form<{ name: string }> layout="vertical" size="large" requiredMark={false} onFinish={(value) => send.mutate(value)}>
          <Form.Item name="name" label={t('org.login.name')} rules={[needed(t('org.login.name'))]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={send.isPending}>
            {t('access.forgotten.send')}
          </Button>
        </Form>
      )}
      <Button type="link" block onClick={onBack} style={{ marginTop: 8 }}>
        {t('access.forgotten.back')}
      </Button>
    </>
  );
}
