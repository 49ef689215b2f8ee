import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { api, asked, read, type Schemas } from '../../api/client';
import { type Session, sessionQuery } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { WelcomeFrame } from './WelcomeFrame';

interface Value {
  name: string;
  display_name?: string;
  password: string;
}

/** The token stands behind #: it is never sent with the address, nor kept in a log. */
export default function SetupPage() {
  const { t } = useTranslation();
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const needed = useRequired();
  const setUp = useMutation({
    mutationFn: async (value: Value) => {
      await read(api.POST('/setup', { body: { token, ...value }, params: { header: asked } }));
      return read<Session | Schemas['Challenge']>(
        api.POST('/session', { body: { name: value.name, password: value.password }, params: { header: asked } }),
      );
    },
    onSuccess: (session) => {
      if ('user' in session) queries.setQueryData(sessionQuery.queryKey, session);
      navigate('/', { replace: true });
    },
  });
  return (
    <WelcomeFrame title={t('org.setup.title')} hint={t('org.setup.hint')}>
      {!token && <Alert type="warning" showIcon title={t('org.setup.noToken')} style={{ marginBottom: 16 }} />}
      {setUp.error && (
        <div className="drawer-error">
          <ErrorBox error={setUp.error} />
        </div>
      )}
      <Form<Value>
        layout="vertical"
        size="large"
        requiredMark={false}
        disabled={!token}
        initialValues={{ name: 'admin' }}
        onFinish={(value) => setUp.mutate(value)}
      >
        <Form.Item name="name" label={t('org.login.name')} rules={[needed(t('org.login.name'))]}>
          <Input autoComplete="username" />
        </Form.Item>
        <Form.Item name="display_name" label={t('org.setup.displayName')}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="password" label={t('org.login.password')} rules={[needed(t('org.login.password'))]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={setUp.isPending}>
          {t('org.setup.submit')}
        </Button>
      </Form>
    </WelcomeFrame>
  );
}
