import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { Money } from '../../ui/Money';
import { useCommand } from '../../ui/useCommand';
import { CustomerItem } from './CustomerItem';
import { type Customer, mergeCustomer, mergePlan } from './queries';

interface Value {
  into: string;
  reason: string;
}

/** This customer into another: first what would move, then the reason. */
export function MergeDrawer({ customer, onClose, onDone }: { customer: Customer; onClose: () => void; onDone: (into: string) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const into = Form.useWatch('into', form);
  const send = useCommand(({ into, reason }: Value, key) => mergeCustomer(customer.id, { into_id: into, reason }, key), {
    done: (plan) => ('into' in plan ? onDone(plan.into.id) : onClose()),
    said: t('party.merge.done'),
  });
  return (
    <FormDrawer
      title={`${t('party.merge.title')} · ${customer.name}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('party.merge.submit')}
    >
      <Alert type="warning" title={t('party.merge.hint')} style={{ marginBottom: 16 }} />
      <CustomerItem name="into" autoFocus />
      {into && <Moving id={customer.id} into={into} />}
      <ReasonItem />
    </FormDrawer>
  );
}

function Moving({ id, into }: { id: string; into: string }) {
  const { t } = useTranslation();
  const plan = useQuery(mergePlan(id, into));
  if (plan.error) return <ErrorBox error={plan.error} />;
  if (!plan.data) return <Skeleton active />;
  return (
    <section aria-label={t('party.merge.moving')} style={{ marginBottom: 16 }}>
      <h3>{t('party.merge.moving')}</h3>
      {plan.data.moving.length === 0 && <p className="muted">{t('party.merge.nothing')}</p>}
      <ul>
        {plan.data.moving.map((row) => (
          <li key={`${row.kind}-${row.currency ?? ''}`} className="record-foot">
            <span>{t('party.merge.count', { kind: t(`party.merge.kind.${row.kind}`), count: row.count })}</span>
            {row.currency && row.amount_minor !== null && row.amount_minor !== undefined && (
              <Money minor={row.amount_minor} currency={row.currency} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
