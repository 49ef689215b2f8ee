import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, useSettings } from '../../app/settings';

/** What stands around a form for people who are not signed in yet. */
export function WelcomeFrame({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  useEffect(() => {
    document.title = title;
  }, [title]);
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
        <h1>{title}</h1>
        <p className="muted" style={{ marginBottom: 24 }}>
          {hint}
        </p>
        {children}
      </main>
    </div>
  );
}
