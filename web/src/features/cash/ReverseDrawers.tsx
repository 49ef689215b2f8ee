import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { reverseAllocation, reverseReceipt } from './queries';

interface Props {
  allocation: Pick<Schemas['Allocation'], 'id' | 'number'>;
  kind?: Schemas['Settlement']['kind'] | undefined;
  onClose: () => void;
}

export function ReverseAllocationDrawer({ allocation, kind, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => reverseAllocation(allocation.id, reason, key), {
    done: onClose,
    said: t('cash.reversed'),
  });
  return (
    <FormDrawer
      title={`${t(kind === 'write_off' ? 'cash.reverseWriteOff' : 'cash.reverseAllocation')} · ${allocation.number}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('cash.reverse')}
    >
      <Alert
        type="info"
        title={t(kind === 'write_off' ? 'cash.reverseWriteOffHint' : 'cash.reverseAllocationHint')}
        style={{ marginBottom: 16 }}
      />
      <ReasonItem />
    </FormDrawer>
  );
}

export function ReverseReceiptDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<{ reason: string; date: string }>();
  const send = useCommand((body: { reason: string; date: string }, key) => reverseReceipt(id, body, key), {
    done: onClose,
    said: t('cash.reversed'),
  });
  return (
    <FormDrawer
      title={t('cash.reverseReceipt')}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('cash.reverseReceipt')}
    >
      <Alert type="warning" title={t('cash.reverseReceiptHint')} style={{ marginBottom: 16 }} />
      <DayItem name="date" label={t('cash.reversalDate')} />
      <ReasonItem />
    </FormDrawer>
  );
}
