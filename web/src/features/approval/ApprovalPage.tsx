import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Chain } from './Chain';
import { Changes } from './Changes';
import { Decide } from './Decide';
import { approval } from './queries';

export default function ApprovalPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { language } = useSettings();
  const { company } = useSession();
  const { data } = useSuspenseQuery(approval(id));
  const at = (instant: string) => formatInstant(instant, language, company.time_zone);
  const split = data.counted_minor !== null && data.counted_minor !== undefined && data.counted_minor !== data.base_amount_minor;
  return (
    <div className="page">
      <PageHeader
        title={t(`approval.kind.${data.kind}`)}
        note={
          <>
            {data.customer ? <Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link> : data.object.id}
            {data.object.kind === 'contract' && (
              <>
                {' · '}
                <Link to={`/contracts/${data.object.id}`}>{t('approval.change.contract')}</Link>
              </>
            )}
          </>
        }
        back={{ to: '/approvals', label: t('approval.back') }}
      />
      {data.failure && (
        <Alert type="error" showIcon title={t('approval.failure', { text: language === 'zh-CN' ? data.failure.zh : data.failure.en })} />
      )}
      <section className="panel">
        <dl className="facts big">
          <div>
            <dt>{t('approval.field.state')}</dt>
            <dd>{t(`approval.state.${data.state}`)}</dd>
          </div>
          {data.amount_minor !== null && (
            <div>
              <dt>{t('approval.field.amount')}</dt>
              <dd>
                <Money minor={data.amount_minor} currency={data.currency ?? undefined} strong />
              </dd>
            </div>
          )}
          {split && (
            <div title={t('approval.countedHint')}>
              <dt>{t('approval.field.counted')}</dt>
              <dd>
                <Money minor={data.counted_minor} currency={company.currency} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('approval.field.requester')}</dt>
            <dd>{data.requester.display_name}</dd>
          </div>
          <div>
            <dt>{t('approval.field.asked')}</dt>
            <dd>{at(data.recorded_at)}</dd>
          </div>
          {data.deadline_at && (
            <div>
              <dt>{t('approval.field.deadline')}</dt>
              <dd className={data.overdue ? 'negative' : ''}>{at(data.deadline_at)}</dd>
            </div>
          )}
        </dl>
      </section>
      <Changes of={data} />
      <Chain of={data} />
      {data.state === 'pending' && <Decide of={data} />}
    </div>
  );
}
