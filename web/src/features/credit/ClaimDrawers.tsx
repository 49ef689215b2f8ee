import { Alert, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Claim, claimInsurance, decideClaim, type Security, voidSecurity } from './queries';

const plain = (text: string | undefined, currency: string) => ({ amount: (text ?? '').replaceAll(',', ''), currency });

/** what the insurer is asked to pay when the customer does not. */
export function ClaimDrawer({ security, onClose }: { security: Security; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<{ amount: string; date: string; reason: string }>();
  const { currency } = security;
  const send = useCommand(
    ({ amount, ...rest }: { amount: string; date: string; reason: string }, key) =>
      claimInsurance(security.id, { ...rest, amount: plain(amount, currency) }, key),
    { done: onClose, said: t('limit.claimFiled') },
  );
  return (
    <FormDrawer
      title={`${t('limit.claim')} · ${security.customer.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('limit.claim')}
    >
      <Alert type="info" title={t('limit.claimHint', { provider: security.provider })} style={{ marginBottom: 16 }} />
      <AmountItem name="amount" label={t('limit.field.claimed')} currency={currency} />
      <DayItem name="date" label={t('limit.field.filed')} />
      <ReasonItem />
    </FormDrawer>
  );
}

interface Decided {
  outcome: 'paid' | 'refused';
  paid?: string;
  date: string;
  reason: string;
}

/** What the insurer decided. The money itself comes in as a receipt. */
export function DecideDrawer({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Decided>();
  const outcome = Form.useWatch('outcome', form) ?? 'paid';
  const { currency } = claim;
  const send = useCommand(
    ({ outcome, paid, ...rest }: Decided, key) =>
      decideClaim(claim.id, { ...rest, ...(outcome === 'paid' ? { paid: plain(paid, currency) } : {}) }, key),
    { done: onClose },
  );
  return (
    <FormDrawer
      title={`${t('limit.decideClaim')} · ${claim.customer.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ outcome: 'paid', paid: minorToDecimal(claim.amount_minor, currency), date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="outcome" label={t('limit.field.outcome')}>
        <Radio.Group options={(['paid', 'refused'] as const).map((value) => ({ value, label: t(`limit.claimState.${value}`) }))} />
      </Form.Item>
      {outcome === 'paid' && <AmountItem name="paid" label={t('limit.field.paid')} currency={currency} hint={t('limit.claimPaidHint')} />}
      <DayItem name="date" label={t('limit.field.decided')} />
      <ReasonItem />
    </FormDrawer>
  );
}

export function VoidSecurityDrawer({ security, onClose }: { security: Security; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => voidSecurity(security.id, reason, key), { done: onClose });
  return (
    <FormDrawer
      title={`${t('limit.voidSecurity')} · ${security.customer.name}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('limit.voidSecurity')}
    >
      <Alert type="warning" title={t('limit.voidSecurityHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
