import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api, asked, read, type Schemas } from '../../api/client';
import { type Session, sessionQuery } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { secondStep } from '../access/queries';
import { SecondStep } from '../access/SecondStep';
import { WelcomeFrame } from './WelcomeFrame';

interface Credentials {
  name: string;
  password: string;
}

/** Only a path of this host is a place to go on to. */
const safePath = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export default function LoginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const needed = useRequired();
  const [challenge, setChallenge] = useState('');
  const enter = (session: Session) => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, session);
    navigate(safePath(search.get('next')), { replace: true });
  };
  const signIn = useMutation({
    mutationFn: (body: Credentials) => read<Session | Schemas['Challenge']>(api.POST('/session', { body, params: { header: asked } })),
    onSuccess: (answer) => ('challenge' in answer ? setChallenge(answer.challenge) : enter(answer)),
  });
  const verify = useMutation({ mutationFn: (code: string) => secondStep({ challenge, code }), onSuccess: enter });
  if (challenge)
    return (
      <WelcomeFrame title={t('access.factor.step')} hint={t('access.factor.stepHint')}>
        {verify.error && (
          <div className="drawer-error">
            <ErrorBox error={verify.error} />
          </div>
        )}
        <SecondStep
          onCode={(code) => verify.mutate(code)}
          sending={verify.isPending}
          onBack={() => {
            verify.reset();
            setChallenge('');
          }}
        />
      </WelcomeFrame>
    );
  return (
    <WelcomeFrame title="双轮 Tandem" hint={t('org.login.hint')}>
      {signIn.error && (
        <div className="drawer-error">
          <ErrorBox error={signIn.error} />
        </div>
      )}
      <Form<Credentials> layout="vertical" size="large" requiredMark={false} onFinish={(value) => signIn.mutate(value)}>
        <Form.Item name="name" label={t('org.login.name')} rules={[needed(t('org.login.name'))]}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('org.login.password')} rules={[needed(t('org.login.password'))]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('org.login.submit')}
        </Button>
      </Form>
    </WelcomeFrame>
  );
}
