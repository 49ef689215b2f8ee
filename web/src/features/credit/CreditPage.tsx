import { Tabs } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useSession } from '../../app/session';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { DataQuality } from './DataQuality';
import { HoldsTab } from './HoldsTab';
import { ConcentrationTab, OverLimitTab, SharedTab } from './LimitTabs';
import { Reassessments } from './Reassessments';
import { SecuritiesTab } from './SecuritiesTab';

/** Everything about credit in tabs; the address names the tab. */
export default function CreditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { tab = search.get('tab') ?? 'reassess' } = useParams();
  const whole = ['company', 'all'].includes(useSession().user.scope.kind);
  const tabs = [
    { key: 'reassess', label: t('assessment.reassess'), children: <Reassessments /> },
    { key: 'over', label: t('limit.tab.over'), children: <OverLimitTab /> },
    { key: 'holds', label: t('limit.tab.holds'), children: <HoldsTab /> },
    ...(whole ? [{ key: 'shared', label: t('limit.tab.shared'), children: <SharedTab /> }] : []),
    { key: 'securities', label: t('limit.tab.securities'), children: <SecuritiesTab /> },
    { key: 'concentration', label: t('limit.tab.concentration'), children: <ConcentrationTab /> },
    { key: 'quality', label: t('assessment.quality'), children: <DataQuality /> },
  ];
  return (
    <div className="page">
      <PageHeader title={t('limit.title')} note={t('limit.note')} />
      <section className="panel tabs-panel">
        <Tabs
          activeKey={tab}
          onChange={(key) => navigate(`/credit/${key}`)}
          destroyOnHidden
          items={tabs.map((one) => ({ ...one, children: <Suspense fallback={<PageSkeleton />}>{one.children}</Suspense> }))}
        />
      </section>
    </div>
  );
}
