import { Alert, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CustomerItem } from '../party/CustomerItem';
import { changeLimit, type LimitSubject, liftStop, recordSecurity, type SecurityBody, stopCustomer } from './queries';

interface Change {
  kind: 'base' | 'temporary';
  unlimited?: boolean;
  amount?: string;
  from: string;
  valid_to?: string;
  reason: string;
}

interface LimitProps {
  of: LimitSubject;
  name: string;
  /** The base limit that the page shows; another one meanwhile and the server says so. */
  replaces: string | null;
  onClose: () => void;
}

export function LimitDrawer({ of, name, replaces, onClose }: LimitProps) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Change>();
  const kind = Form.useWatch('kind', form) ?? 'base';
  const unlimited = (Form.useWatch('unlimited', form) ?? false) && kind === 'base';
  const send = useCommand(
    ({ amount, valid_to, unlimited: _, ...rest }: Change, key) =>
      changeLimit(
        of,
        {
          ...rest,
          unlimited,
          ...(unlimited ? {} : { amount: { amount: (amount ?? '').replaceAll(',', ''), currency: company.currency } }),
          ...(valid_to ? { valid_to } : {}),
          ...(replaces && kind === 'base' ? { replaces_id: replaces } : {}),
        },
        key,
      ),
    { done: onClose, said: t('limit.asked') },
  );
  return (
    <FormDrawer
      title={`${t('limit.change')} · ${name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ kind: 'base', from: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('limit.change')}
    >
      <Alert type="info" title={t('limit.changeHint')} style={{ marginBottom: 16 }} />
      <Form.Item name="kind" label={t('limit.field.kind')}>
        <Radio.Group options={(['base', 'temporary'] as const).map((value) => ({ value, label: t(`limit.${value}`) }))} />
      </Form.Item>
      {kind === 'base' && (
        <Form.Item name="unlimited" valuePropName="checked">
          <Checkbox>{t('limit.unlimited')}</Checkbox>
        </Form.Item>
      )}
      {!unlimited && <AmountItem name="amount" label={t('limit.field.limit')} currency={company.currency} zero={kind === 'base'} />}
      <DayItem name="from" label={t('limit.field.from')} />
      <DayItem name="valid_to" label={t('limit.field.validTo')} required={kind === 'temporary'} />
      <ReasonItem />
    </FormDrawer>
  );
}

export function StopDrawer({ customer, stopped, onClose }: { customer: string; stopped: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => (stopped ? liftStop : stopCustomer)(customer, reason, key), {
    done: onClose,
  });
  const title = stopped ? t('limit.lift') : t('limit.stop');
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
      {!stopped && <Alert type="warning" title={t('limit.stopHint')} style={{ marginBottom: 16 }} />}
      <ReasonItem />
    </FormDrawer>
  );
}

type Secured = Omit<SecurityBody, 'amount'> & { amount: string };
const kinds = ['guarantor', 'collateral', 'insurance', 'deposit'] as const;

export function SecurityDrawer({ customer, onClose }: { customer?: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useRequired();
  const { company } = useSession();
  const [form] = Form.useForm<Secured>();
  const send = useCommand(
    ({ amount, reference, ...rest }: Secured, key) =>
      recordSecurity(
        { ...rest, amount: { amount: amount.replaceAll(',', ''), currency: company.currency }, ...(reference ? { reference } : {}) },
        key,
      ),
    { done: onClose },
  );
  return (
    <FormDrawer
      title={t('limit.newSecurity')}
      open
      onClose={onClose}
      form={form}
      initial={{ kind: 'guarantor', from: company.today, ...(customer ? { customer_id: customer.id } : {}) }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" known={customer} />
      <Form.Item name="kind" label={t('limit.field.kind')}>
        <Select options={kinds.map((value) => ({ value, label: t(`limit.securityKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="provider" label={t('limit.field.provider')} rules={[needed(t('limit.field.provider'))]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reference" label={t('limit.field.reference')}>
        <Input maxLength={100} />
      </Form.Item>
      <AmountItem name="amount" label={t('limit.field.amount')} currency={company.currency} />
      <DayItem name="from" label={t('limit.field.from')} />
      <DayItem name="valid_to" label={t('limit.field.validTo')} />
    </FormDrawer>
  );
}
