import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api, asked, read } from '../../api/client';
import { sessionQuery } from '../../app/session';
import { changeSettings, useSettings } from '../../app/settings';
import { ErrorBox } from '../../ui/ErrorBox';
import { useRequired } from '../../ui/fields';

interface Credentials {
  name: string;
  password: string;
}

/** Only a path of this host is a place to go on to. */
const safePath = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export default function LoginPage() {
  const { t } = useTranslation();
  const { language } = useSettings();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const needed = useRequired();
  const signIn = useMutation({
    mutationFn: (body: Credentials) => read(api.POST('/session', { body, params: { header: asked } })),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      navigate(safePath(search.get('next')), { replace: true });
    },
  });
  useEffect(() => {
    document.title = `${t('org.login.title')} · 双轮 Tandem`;
  }, [t]);
  return (
    <div className="login">
      <aside className="login-side">
        <svg viewBox="0 0 400 300" fill="none" aria-hidden="true">
          <circle cx="150" cy="170" r="100" stroke="#fff" strokeWidth="26" />
          <circle cx="260" cy="120" r="100" stroke="#fff" strokeWidth="26" />
        </svg>
        <h2>{t('org.login.headline')}</h2>
        <p>{t('org.login.text')}</p>
      </aside>
      <div className="login-tools">
        <Button
          type="text"
          aria-label={t('app.top.language')}
          onClick={() => changeSettings({ language: language === 'zh-CN' ? 'en-US' : 'zh-CN' })}
        >
          {language === 'zh-CN' ? 'English' : '中文'}
        </Button>
      </div>
      <main className="login-form">
        <img src="/logo.svg" alt="" width={44} height={44} style={{ marginBottom: 20 }} />
        <h1>双轮 Tandem</h1>
        <p className="muted" style={{ marginBottom: 24 }}>
          {t('org.login.hint')}
        </p>
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
      </main>
    </div>
  );
}
