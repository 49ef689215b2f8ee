import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Radio, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { useCommand } from '../../ui/useCommand';
import { changeMyMail, type MailWishes, myMail } from './queries';

/** Where one's own mails go, in which language, and whether reminders come. */
export function MailPanel() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(myMail);
  const send = useCommand((next: Pick<MailWishes, 'language' | 'reminders'>) => changeMyMail(next));
  const change = (next: Partial<MailWishes>) =>
    send.mutate({ language: next.language ?? data.language, reminders: next.reminders ?? data.reminders });
  return (
    <section className="panel">
      <h2>{t('message.mine.title')}</h2>
      {!data.mail && <Alert type="info" title={t('message.mine.off')} style={{ marginBottom: 12 }} />}
      {send.error && <ErrorBox error={send.error} />}
      <dl className="facts roomy">
        <div>
          <dt>{t('message.mine.address')}</dt>
          <dd>{data.address ?? <span className="muted">{t('message.mine.none')}</span>}</dd>
        </div>
        <div>
          <dt id="mail-language">{t('message.mine.language')}</dt>
          <dd>
            <Radio.Group
              aria-labelledby="mail-language"
              value={data.language}
              disabled={send.isPending}
              onChange={(event) => change({ language: event.target.value })}
              options={[
                { value: 'zh', label: '简体中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </dd>
        </div>
        <div>
          <dt>{t('message.mine.reminders')}</dt>
          <dd>
            <Switch
              aria-label={t('message.mine.on')}
              checked={data.reminders}
              loading={send.isPending}
              onChange={(reminders) => change({ reminders })}
            />{' '}
            {t('message.mine.on')}
            <div className="sub">{t('message.mine.hint')}</div>
          </dd>
        </div>
      </dl>
    </section>
  );
}
