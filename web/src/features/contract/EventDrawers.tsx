import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type BaseEvent, recordEvent, voidEvent } from './queries';

interface Props {
  id: string;
  kind: BaseEvent;
  onClose: () => void;
}

export function EventDrawer({ id, kind, onClose }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<{ date: string }>();
  const send = useCommand(({ date }: { date: string }, key) => recordEvent(id, { kind, date }, key), {
    done: onClose,
    said: t('contract.eventRecorded'),
  });
  return (
    <FormDrawer
      title={t('contract.record', { event: t(`contract.event.${kind}`) })}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <DayItem name="date" label={t('contract.eventDate')} />
    </FormDrawer>
  );
}

export function VoidEventDrawer({ id, kind, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => voidEvent(id, kind, reason, key), {
    done: onClose,
    said: t('contract.eventVoided'),
  });
  const title = t('contract.voidEvent', { event: t(`contract.event.${kind}`) });
  return (
    <FormDrawer
      title={title}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={title}
    >
      <Alert type="warning" title={t('contract.voidEventHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
