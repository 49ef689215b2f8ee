import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { NewPasswordItems } from './NewPasswordItems';
import { changePassword } from './queries';

interface Value {
  old_password: string;
  fresh: string;
}

export function PasswordPanel() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className="panel">
      <h2>{t('access.password.title')}</h2>
      <p className="muted">{t('access.password.hint')}</p>
      <Button onClick={() => setOpen(true)}>{t('access.password.change')}</Button>
      {open && <PasswordDrawer onClose={() => setOpen(false)} />}
    </section>
  );
}

function PasswordDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<Value>();
  const send = useCommand(({ old_password, fresh }: Value) => changePassword({ old_password, new_password: fresh }), {
    done: onClose,
    said: t('access.password.changed'),
  });
  return (
    <FormDrawer
      title={t('access.password.change')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="old_password" label={t('access.password.old')} rules={[needed(t('access.password.old'))]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPasswordItems />
    </FormDrawer>
  );
}
