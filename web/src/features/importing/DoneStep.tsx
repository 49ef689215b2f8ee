import { Button, Form, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Import, type KindName, undo } from './queries';

const pages: Partial<Record<KindName, string>> = {
  customers: '/customers',
  invoices: '/invoices',
  'opening-items': '/receivables',
  receipts: '/receipts',
  allocations: '/receipts',
  contracts: '/contracts',
  'contract-events': '/contracts',
  'credit-notes': '/credit-notes',
};

export function DoneStep({ run }: { run: Import }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState(false);
  const undone = run.state === 'undone';
  const page = pages[run.kind];
  return (
    <section className="panel">
      <Result
        status={undone ? 'info' : 'success'}
        title={undone ? t('importing.done.undone') : t('importing.done.title')}
        subTitle={t('importing.done.text', { count: run.counts?.new ?? 0, unchanged: run.counts?.unchanged ?? 0 })}
        extra={
          undone
            ? undefined
            : [
                page && (
                  <Link key="see" to={page}>
                    <Button type="primary" tabIndex={-1}>
                      {t('importing.done.see')}
                    </Button>
                  </Link>
                ),
                <Button key="undo" onClick={() => setUndoing(true)}>
                  {t('importing.done.undo')}
                </Button>,
              ]
        }
      />
      {undoing && <UndoDrawer id={run.id} onClose={() => setUndoing(false)} />}
    </section>
  );
}

function UndoDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => undo(id, reason, key), {
    done: onClose,
    said: t('importing.done.undone'),
  });
  return (
    <FormDrawer
      title={t('importing.done.undo')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('importing.done.undo')}
    >
      <p style={{ marginBottom: 16 }}>{t('importing.undoHint')}</p>
      <ReasonItem />
    </FormDrawer>
  );
}
