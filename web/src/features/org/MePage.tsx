import { Alert, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { changeSettings, useSettings } from '../../app/settings';
import { DateText } from '../../ui/DateText';
import { PageHeader } from '../../ui/PageHeader';
import { Delegations } from '../access/Delegations';
import { FactorPanel } from '../access/FactorPanel';
import { Keys } from '../access/Keys';
import { PasswordPanel } from '../access/PasswordPanel';
import { Sessions } from '../access/Sessions';
import { MailPanel } from '../message/MailPanel';

export default function MePage() {
  const { t } = useTranslation();
  const { user, company } = useSession();
  const { language, theme } = useSettings();
  const facts = [
    [t('org.me.displayName'), user.display_name],
    [t('org.me.name'), user.name],
    [t('org.me.role'), t(`org.role.${user.role}`)],
    [t('org.me.company'), company.name],
    [t('org.me.currency'), company.currency],
    [t('org.me.timeZone'), company.time_zone],
    [t('org.me.businessDate'), <DateText key="day" day={company.today} />],
  ] as const;
  return (
    <div className="page">
      <PageHeader title={t('org.me.title')} />
      {user.role === 'none' && <Alert type="info" showIcon title={t('access.noRole.title')} description={t('access.noRole.hint')} />}
      <section className="panel">
        <h2>{t('org.me.account')}</h2>
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="panel">
        <h2>{t('org.me.look')}</h2>
        <dl className="facts">
          <div>
            <dt id="me-language">{t('org.me.language')}</dt>
            <dd>
              <Radio.Group
                aria-labelledby="me-language"
                value={language}
                onChange={(event) => changeSettings({ language: event.target.value })}
                options={[
                  { value: 'zh-CN', label: '简体中文' },
                  { value: 'en-US', label: 'English' },
                ]}
              />
            </dd>
          </div>
          <div>
            <dt id="me-theme">{t('org.me.theme')}</dt>
            <dd>
              <Radio.Group
                aria-labelledby="me-theme"
                value={theme}
                onChange={(event) => changeSettings({ theme: event.target.value })}
                options={[
                  { value: 'light', label: t('org.me.light') },
                  { value: 'dark', label: t('org.me.dark') },
                ]}
              />
            </dd>
          </div>
        </dl>
      </section>
      <MailPanel />
      <PasswordPanel />
      <FactorPanel />
      <section className="panel">
        <h2>{t('access.users.tabSessions')}</h2>
        <Sessions whose="mine" />
      </section>
      <section className="panel">
        <h2>{t('access.delegation.title')}</h2>
        <p className="muted">{t('access.delegation.note')}</p>
        <Delegations />
      </section>
      <section className="panel">
        <h2>{t('access.keys.title')}</h2>
        <p className="muted">{t('access.keys.note')}</p>
        <Keys whose="mine" />
      </section>
    </div>
  );
}
