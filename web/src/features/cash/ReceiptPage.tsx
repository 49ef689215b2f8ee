import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Collapse, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { DayItem, ReasonItem } from '../../ui/fields';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useCommand } from '../../ui/useCommand';
import { Records } from '../document/Records';
import { Allocations } from './Allocations';
import { Desk } from './Desk';
import { PaperDrawer } from './PaperDrawers';
import { type PaperAct, paperActs } from './paper';
import { type AllocationBody, allocate, receipt, suggestions } from './queries';
import { paperName, ReceiptState } from './ReceiptState';
import { Refunds } from './Refunds';
import { ReverseReceiptDrawer } from './ReverseDrawers';

export default function ReceiptPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(receipt(id));
  const [reversing, setReversing] = useState(false);
  const [act, setAct] = useState<PaperAct>();
  const may = useMay()('post_cash') && !data.reversed;
  const left = data.open_minor ?? 0;
  return (
    <div className="page">
      <PageHeader
        title={data.number}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/receipts', label: t('cash.back') }}
        actions={
          may && (
            <>
              {paperActs(data).map((one) => (
                <Button key={one} onClick={() => setAct(one)}>
                  {one === 'dishonour' ? t(`cash.paper.dishonour.${paperName(data)}`) : t(`cash.paper.act.${one}`)}
                </Button>
              ))}
              <Button onClick={() => setReversing(true)}>{t('cash.reverseReceipt')}</Button>
            </>
          )
        }
      />
      <section className="panel">
        <dl className="facts big">
          <div>
            <dt>{t('cash.field.amount')}</dt>
            <dd>
              <Money minor={data.amount_minor} currency={data.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('cash.field.unapplied')}</dt>
            <dd>
              <Money minor={data.open_minor} currency={data.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('cash.field.valueDate')}</dt>
            <dd>
              <DateText day={data.value_date} />
            </dd>
          </div>
          {data.maturity_date && (
            <div>
              <dt>{t('cash.field.maturity')}</dt>
              <dd>
                <DateText day={data.maturity_date} />
              </dd>
            </div>
          )}
          {data.cleared_date && (
            <div>
              <dt>{t('cash.field.cleared')}</dt>
              <dd>
                <DateText day={data.cleared_date} />
              </dd>
            </div>
          )}
          {data.reversed_date && (
            <div>
              <dt>{t(data.state === 'dishonoured' ? 'cash.paper.day.dishonour' : 'cash.reversalDate')}</dt>
              <dd>
                <DateText day={data.reversed_date} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('cash.field.method')}</dt>
            <dd>{t(`cash.method.${data.method}`)}</dd>
          </div>
          <div>
            <dt>{t('cash.field.state')}</dt>
            <dd>
              <ReceiptState row={data} />
            </dd>
          </div>
          {data.reference && (
            <div>
              <dt>{t('cash.field.reference')}</dt>
              <dd>{data.reference}</dd>
            </div>
          )}
        </dl>
      </section>
      {may && (
        <section className="panel" aria-label={t('cash.desk.title')}>
          <h2>{t('cash.desk.title')}</h2>
          {left > 0 ? <ReceiptDesk id={id} left={left} /> : <EmptyHint title={t('cash.desk.applied')} />}
        </section>
      )}
      <Allocations allocations={data.allocations} currency={data.currency} may={may} />
      {!data.reversed && <Refunds source={{ kind: 'receipt', id, number: data.number, left, currency: data.currency }} />}
      {act && <PaperDrawer receipt={data} act={act} onClose={() => setAct(undefined)} />}
      <Records object={id} />
      {reversing && <ReverseReceiptDrawer id={id} onClose={() => setReversing(false)} />}
    </div>
  );
}

interface Later {
  effective_date?: string;
  reason?: string;
}

function ReceiptDesk({ id, left }: { id: string; left: number }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(receipt(id));
  const hints = useQuery(suggestions(id));
  const [form] = Form.useForm<Later>();
  const changed = Form.useWatch('effective_date', form);
  const send = useCommand((body: AllocationBody, key) => allocate(id, body, key), { said: t('cash.desk.done') });
  const apply = async (lines: AllocationBody['lines'], closeDifference: boolean) => {
    const { effective_date, reason } = await form.validateFields();
    send.mutate({
      lines,
      ...(closeDifference ? { close_difference: true } : {}),
      ...(effective_date ? { effective_date } : {}),
      ...(reason ? { reason } : {}),
    });
  };
  return (
    <Desk
      // A new remainder is a new desk: what was typed is done.
      key={left}
      customer={data.customer.id}
      currency={data.currency}
      available={left}
      suggestions={hints.data ?? []}
      submit={t('cash.desk.submit')}
      differences
      onSend={(lines, closeDifference) => void apply(lines, closeDifference)}
      sending={send.isPending}
      error={send.error}
      extra={
        <Collapse
          ghost
          items={[
            {
              key: 'later',
              label: t('cash.desk.effective'),
              forceRender: true,
              children: (
                <Form form={form} layout="vertical" requiredMark={false}>
                  <DayItem name="effective_date" label={t('cash.effectiveDate')} required={false} />
                  {changed && <ReasonItem />}
                </Form>
              ),
            },
          ]}
        />
      }
    />
  );
}
