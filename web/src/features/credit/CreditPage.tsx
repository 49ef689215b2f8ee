import { Skeleton, Tabs } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../../ui/PageHeader';
import { DataQuality } from './DataQuality';
import { Reassessments } from './Reassessments';

/** Credit of the company as a whole; one tab a question. */
export default function CreditPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const tabs = [
    { key: 'reassess', label: t('assessment.reassess'), page: <Reassessments /> },
    { key: 'quality', label: t('assessment.quality'), page: <DataQuality /> },
  ];
  return (
    <div className="page">
      <PageHeader title={t('app.menu.credit')} />
      <Tabs
        activeKey={search.get('tab') ?? 'reassess'}
        onChange={(tab) => setSearch(tab === 'reassess' ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={tabs.map(({ key, label, page }) => ({ key, label, children: <Suspense fallback={<Skeleton active />}>{page}</Suspense> }))}
      />
    </div>
  );
}
