import { ExperimentOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { ErrorBox } from '../../ui/ErrorBox';
import type { Json } from './figures';
import { type PolicyName, whatIf } from './queries';
import { WhatIfGrades } from './WhatIfGrades';
import { WhatIfOrders } from './WhatIfOrders';

interface Props {
  name: PolicyName;
  draft: Record<string, Json>;
  ready: boolean;
}

/** The draft computed over the book beside the version in force; another draft begins with an empty panel. */
export function WhatIf({ name, draft, ready }: Props) {
  const { t } = useTranslation();
  const run = useMutation({ mutationFn: () => whatIf(name, draft) });
  return (
    <section className="what-if" aria-label={t('policy.whatIf.title')} style={{ marginBottom: 16 }}>
      <div className="row">
        <Button icon={<ExperimentOutlined />} disabled={!ready} loading={run.isPending} onClick={() => run.mutate()}>
          {t('policy.whatIf.try')}
        </Button>
        <span className="sub">{t('policy.whatIf.note')}</span>
      </div>
      {run.error && <ErrorBox error={run.error} />}
      <div aria-live="polite">
        {run.data && (
          <>
            <p className="sub">
              <DateText day={run.data.as_of} /> · {t('policy.whatIf.against', { version: run.data.in_force })}
            </p>
            {run.data.scoring && <WhatIfGrades of={run.data.scoring} />}
            {run.data.credit && <WhatIfOrders of={run.data.credit} />}
          </>
        )}
      </div>
    </section>
  );
}
