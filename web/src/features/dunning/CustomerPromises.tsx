import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { RecordPromiseDrawer } from './PromiseDrawers';
import { PromiseTable } from './PromiseTable';
import type { PromiseState } from './promiseQueries';

/** On the page of a customer: what it promised, and what came of it. */
export default function CustomerPromises({ customer }: { customer: { id: string; name: string; merged: boolean } }) {
  const { t } = useTranslation();
  const may = useMay()('work_collections') && !customer.merged;
  const [state, setState] = useState<PromiseState>();
  const [recording, setRecording] = useState(false);
  return (
    <div className="stack">
      {may && (
        <div>
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('promise.record')}
          </Button>
        </div>
      )}
      <PromiseTable name="customer-promises" filter={{ customer: customer.id }} state={state} onState={setState} ofOne />
      {recording && <RecordPromiseDrawer customer={customer} onClose={() => setRecording(false)} />}
    </div>
  );
}
