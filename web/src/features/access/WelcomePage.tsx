import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { ErrorBox } from '../../ui/ErrorBox';
import { WelcomeFrame } from '../org/WelcomeFrame';
import { NewPasswordItems } from './NewPasswordItems';
import { setPassword } from './queries';

/** The token stands behind #: it is never sent with the address, nor kept in a log. */
export default function WelcomePage() {
  const { t } = useTranslation();
  const token = useLocation().hash.slice(1);
  const send = useMutation({ mutationFn: ({ fresh }: { fresh: string }) => setPassword({ token, password: fresh }) });
  return (
    <WelcomeFrame title={t('access.password.welcome')} hint={t('access.password.welcomeHint')}>
      {!token && <Alert type="warning" showIcon title={t('access.password.noToken')} style={{ marginBottom: 16 }} />}
      {send.error && (
        <div className="drawer-error">
          <ErrorBox error={send.error} />
        </div>
      )}
      {send.data ? (
        <>
          <Alert
            type="success"
            showIcon
            title={t('access.password.done')}
            description={t('access.password.doneHint', { name: send.data.name })}
            style={{ marginBottom: 16 }}
          />
          <Link to="/login">
            <Button type="primary" size="large" block tabIndex={-1}>
              {t('org.login.submit')}
            </Button>
          </Link>
        </>
      ) : (
        <Form<{ fresh: string }>
          layout="vertical"
          size="large"
          requiredMark={false}
          disabled={!token}
          onFinish={(value) => send.mutate(value)}
        >
          <NewPasswordItems />
          <Button type="primary" htmlType="submit" block loading={send.isPending}>
            {t('access.password.set')}
          </Button>
        </Form>
      )}
    </WelcomeFrame>
  );
}
