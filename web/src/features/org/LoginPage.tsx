import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { api, asked, read, type Schemas } from '../../api/client';
import { ProblemError } from '../../api/problem';
import { switchTo } from '../../app/company';
import { type Session, sessionQuery } from '../../app/session';
import { useSettings } from '../../app/settings';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';
import { Forgotten } from '../access/Forgotten';
import { secondStep, signInOptions } from '../access/queries';
import { SecondStep } from '../access/SecondStep';
import { SingleSignOn } from '../access/SingleSignOn';
import { WelcomeFrame } from './WelcomeFrame';

interface Credentials {
  name: string;
  password: string;
}

/** Only a path of this host is a place to go on to. */
const safePath = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

/** Single sign-on leaves the second factor to us, and brings the challenge where no server reads it. */
const broughtChallenge = (hash: string): string => new URLSearchParams(hash.slice(1)).get('challenge') ?? '';

function Refused({ code, detail }: { code: string; detail: string }) {
  return (
    <div className="drawer-error">
      <ErrorBox error={new ProblemError({ type: 'about:blank', title: code, status: 403, code, detail })} />
    </div>
  );
}

export default function LoginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const needed = useRequired();
  const { hash } = useLocation();
  const [challenge, setChallenge] = useState(broughtChallenge(hash));
  const [emergency, setEmergency] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const { language } = useSettings();
  const { data: options, isPending: asking } = useQuery(signInOptions(search.get('refused') ?? '', language));
  const sso = options?.single_sign_on;
  const onlySso = options?.password === 'break_glass';
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
  if (forgotten)
    return (
      <WelcomeFrame title={t('access.forgotten.title')} hint={t('access.forgotten.hint')}>
        <Forgotten onBack={() => setForgotten(false)} />
      </WelcomeFrame>
    );
  return (
    <WelcomeFrame title="双轮 Tandem" hint={t('org.login.hint')}>
      {options && options.companies.length > 1 && (
        <Select
          className="wide"
          size="large"
          style={{ marginBottom: 16 }}
          aria-label={t('app.top.company')}
          value={options.company}
          onChange={(code) => switchTo(code, '/login')}
          options={options.companies.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {options?.refused && !signIn.error && <Refused {...options.refused} />}
      {signIn.error && (
        <div className="drawer-error">
          <ErrorBox error={signIn.error} />
        </div>
      )}
      {sso && onlySso && <SingleSignOn label={sso.label} next={safePath(search.get('next'))} primary />}
      {asking ? null : onlySso && !emergency ? (
        <Button type="link" block onClick={() => setEmergency(true)}>
          {t('org.login.emergency')}
        </Button>
      ) : (
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
          {options?.mail && (
            <Button type="link" block onClick={() => setForgotten(true)}>
              {t('access.forgotten.link')}
            </Button>
          )}
        </Form>
      )}
      {sso && !onlySso && <SingleSignOn label={sso.label} next={safePath(search.get('next'))} primary={false} />}
    </WelcomeFrame>
  );
}
