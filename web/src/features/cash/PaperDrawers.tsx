import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import type { PaperAct } from './paper';
import { type ClearBody, clearReceipt, dishonourReceipt, type Receipt } from './queries';
import { paperName } from './ReceiptState';

interface Props {
  receipt: Receipt;
  act: PaperAct;
  onClose: () => void;
}

export function PaperDrawer({ receipt, act, onClose }: Props) {
  return act === 'dishonour' ? (
    <DishonourDrawer receipt={receipt} onClose={onClose} />
  ) : (
    <ClearDrawer receipt={receipt} act={act} onClose={onClose} />
  );
}

interface Cleared {
  date: string;
  charges?: string;
}

/** Paid at maturity, by discount at a bank, or by clearing: the day, and what the bank kept. */
function ClearDrawer({ receipt, act, onClose }: { receipt: Receipt; act: Exclude<PaperAct, 'dishonour'>; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Cleared>();
  const send = useCommand((body: ClearBody, key) => clearReceipt(receipt.id, body, key), { done: onClose, said: t('cash.paper.done') });
  const { currency } = receipt;
  return (
    <FormDrawer
      title={`${t(`cash.paper.act.${act}`)} · ${receipt.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={({ date, charges }) =>
        send.mutate({ date, ...(charges ? { charges: { amount: charges.replaceAll(',', ''), currency } } : {}) })
      }
      sending={send.isPending}
      error={send.error}
      submit={t(`cash.paper.act.${act}`)}
    >
      <Alert type="info" title={t(`cash.paper.hint.${act}`)} style={{ marginBottom: 16 }} />
      <DayItem name="date" label={t(`cash.paper.day.${act}`)} />
      <AmountItem
        name="charges"
        label={t(act === 'discount' ? 'cash.paper.discountCost' : 'cash.paper.charges')}
        currency={currency}
        required={act === 'discount'}
        hint={t('cash.paper.chargesHint')}
      />
    </FormDrawer>
  );
}

function DishonourDrawer({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<{ date: string; reason: string }>();
  const send = useCommand((body: { date: string; reason: string }, key) => dishonourReceipt(receipt.id, body, key), {
    done: onClose,
    said: t('cash.paper.done'),
  });
  const act = t(`cash.paper.dishonour.${paperName(receipt)}`);
  return (
    <FormDrawer
      title={`${act} · ${receipt.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={act}
    >
      <Alert type="warning" title={t('cash.paper.hint.dishonour')} style={{ marginBottom: 16 }} />
      <DayItem name="date" label={t('cash.paper.day.dishonour')} />
      <ReasonItem />
    </FormDrawer>
  );
}
