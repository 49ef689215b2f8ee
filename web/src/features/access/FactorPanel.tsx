import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { Enrol } from './Enrol';
import { removeFactor, renewCodes, secondFactor } from './queries';
import { RecoveryCodes } from './RecoveryCodes';

export function FactorPanel() {
  const { t } = useTranslation();
  const { data } = useQuery(secondFactor);
  const [open, setOpen] = useState<'enrol' | 'renew' | 'remove'>();
  const [codes, setCodes] = useState<string[]>();
  const close = () => setOpen(undefined);
  return (
    <section className="panel">
      <h2>{t('access.factor.title')}</h2>
      <p className="muted">{t('access.factor.note')}</p>
      {data && <p>{data.state === 'on' ? t('access.factor.on', { count: data.recovery_codes_left }) : t('access.factor.off')}</p>}
      {data?.state === 'on' ? (
        <Space wrap>
          <Button onClick={() => setOpen('renew')}>{t('access.factor.renew')}</Button>
          {!data.required && <Button onClick={() => setOpen('remove')}>{t('access.factor.remove')}</Button>}
        </Space>
      ) : (
        <Button onClick={() => setOpen('enrol')}>{t('access.factor.set')}</Button>
      )}
      {open === 'enrol' && (
        <Drawer title={t('access.factor.set')} aria-label={t('access.factor.set')} open size={440} onClose={close}>
          <Enrol onDone={close} />
        </Drawer>
      )}
      {open === 'renew' && (
        <ConfirmDrawer
          title={t('access.factor.renew')}
          hint={t('access.factor.renewHint')}
          send={async (password) => setCodes((await renewCodes(password)).recovery_codes)}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <ConfirmDrawer
          title={t('access.factor.remove')}
          hint={t('access.factor.removeHint')}
          said={t('access.factor.removed')}
          send={removeFactor}
          onClose={close}
        />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </section>
  );
}

interface Confirm {
  title: string;
  hint: string;
  said?: string;
  send: (password: string) => Promise<unknown>;
  onClose: () => void;
}

/** Who only found the browser open does not know the password. */
function ConfirmDrawer({ title, hint, said, send, onClose }: Confirm) {
  const { t } = useTranslation();
  const needed = useRequired();
  const [form] = Form.useForm<{ password: string }>();
  const command = useCommand(({ password }: { password: string }) => send(password), { done: onClose, ...(said ? { said } : {}) });
  return (
    <FormDrawer
      title={title}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => command.mutate(value)}
      sending={command.isPending}
      error={command.error}
      submit={title}
    >
      <p>{hint}</p>
      <Form.Item name="password" label={t('access.password.old')} rules={[needed(t('access.password.old'))]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </FormDrawer>
  );
}
