import { CloseOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../ui/useCommand';
import { Desk } from '../cash/Desk';
import { type AllocationLine, allocateCreditNote, type CreditNote } from './queries';

/** A credit note is set off at the same desk as a receipt. */
export function SetOffDrawer({ note, onClose }: { note: CreditNote; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useCommand((lines: AllocationLine[], key) => allocateCreditNote(note.id, lines, key), {
    done: onClose,
    said: t('receivable.allocated'),
  });
  const title = `${t('receivable.setOff')} · ${note.number}`;
  return (
    <Drawer
      open
      onClose={onClose}
      title={title}
      aria-label={title}
      size={760}
      closable={false}
      extra={<Button type="text" icon={<CloseOutlined />} aria-label={t('app.form.close')} onClick={onClose} />}
    >
      <Desk
        customer={note.customer.id}
        currency={note.currency}
        available={note.open_minor ?? 0}
        suggestions={[]}
        submit={t('receivable.setOff')}
        onSend={(lines) => send.mutate(lines)}
        sending={send.isPending}
        error={send.error}
      />
    </Drawer>
  );
}
