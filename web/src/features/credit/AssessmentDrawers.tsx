import { useQuery } from '@tanstack/react-query';
import { Alert, Checkbox, Form, Input, InputNumber, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { decimalToMinor, exponentOf } from '../../format/money';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import {
  assess,
  endOverride,
  fillCreditForm,
  type GradeOverride,
  type NewCreditForm,
  type NewRating,
  type NewStatement,
  overrideGrade,
  previewAssessment,
  recordRating,
  recordStatement,
  voidStatement,
} from './assessmentQueries';
import { ScoreSheet } from './ScoreSheet';

interface Props {
  id: string;
  onClose: () => void;
}

/** First the sheet as it would be, then the assessment. */
export function AssessDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<object>();
  const trial = useQuery({
    queryKey: ['assessment-trial', id],
    queryFn: () => previewAssessment(id, crypto.randomUUID()),
    staleTime: 0,
    retry: false,
  });
  const send = useCommand((_: object, key) => assess(id, key), { done: onClose, said: t('assessment.assessedNow') });
  return (
    <FormDrawer
      title={t('assessment.preview')}
      open
      onClose={onClose}
      form={form}
      onSend={() => send.mutate({})}
      sending={send.isPending}
      error={send.error}
      submit={t('assessment.assessNow')}
      width={760}
    >
      <Alert type="info" title={t('assessment.previewHint')} style={{ marginBottom: 16 }} />
      {trial.error && <ErrorBox error={trial.error} />}
      {trial.isPending && <Skeleton active />}
      {trial.data && <ScoreSheet sheet={trial.data} />}
    </FormDrawer>
  );
}

const items = [
  'current_assets',
  'inventory',
  'receivables',
  'total_assets',
  'current_liabilities',
  'total_liabilities',
  'equity',
  'revenue',
] as const;

export function StatementDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<NewStatement>();
  const needed = useRequired();
  const currency = company.currency;
  const send = useCommand((value: NewStatement, key) => recordStatement(id, { ...value, currency }, key), { done: onClose });
  return (
    <FormDrawer
      title={t('assessment.addStatement')}
      open
      onClose={onClose}
      form={form}
      initial={{ months: 12, audited: false }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Alert type="info" title={t('assessment.statementHint')} style={{ marginBottom: 16 }} />
      <DayItem name="period_end_date" label={t('assessment.periodEnd')} />
      <Form.Item name="months" label={t('assessment.months')} rules={[needed(t('assessment.months'))]}>
        <InputNumber min={1} max={18} precision={0} className="wide" />
      </Form.Item>
      {items.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={`${t(`assessment.item.${name}`)} (${currency})`}
          rules={[
            needed(t(`assessment.item.${name}`)),
            {
              validator: (_, text?: string) =>
                !text || decimalToMinor(text, currency) !== null
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('assessment.figure', { digits: exponentOf(currency) }))),
            },
          ]}
        >
          <Input className="amount-input" inputMode="decimal" autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="audited" valuePropName="checked">
        <Checkbox>{t('assessment.audited')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

export function VoidStatementDrawer({ id, statement, onClose }: Props & { statement: string }) {
  const { t } = useTranslation();
  return (
    <ReasonDrawer
      title={t('assessment.voidTitle')}
      hint={t('assessment.voidHint')}
      submit={t('assessment.voidStatement')}
      said={t('assessment.voided')}
      send={(reason, key) => voidStatement(id, statement, reason, key)}
      onClose={onClose}
    />
  );
}

export function EndOverrideDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <ReasonDrawer
      title={t('assessment.endOverride')}
      hint={t('assessment.endHint')}
      submit={t('assessment.endOverride')}
      said={t('assessment.ended')}
      send={(reason, key) => endOverride(id, reason, key)}
      onClose={onClose}
    />
  );
}

interface ReasonProps {
  title: string;
  hint: string;
  submit: string;
  said: string;
  send: (reason: string, key: string) => Promise<unknown>;
  onClose: () => void;
}
export function ReasonDrawer({ title, hint, submit, said, send, onClose }: ReasonProps) {
  const [form] = Form.useForm<{ reason: string }>();
  const command = useCommand(({ reason }: { reason: string }, key) => send(reason, key), { done: onClose, said });
  return (
    <FormDrawer
      title={title}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => command.mutate(value)}
      sending={command.isPending}
      error={command.error}
      submit={submit}
    >
      <Alert type="info" title={hint} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}

const ratingKinds = ['lawsuits', 'external_score', 'external_grade'] as const;

export function RatingDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<NewRating>();
  const needed = useRequired();
  const send = useCommand((value: NewRating, key) => recordRating(id, value, key), { done: onClose });
  return (
    <FormDrawer
      title={t('assessment.addRating')}
      open
      onClose={onClose}
      form={form}
      initial={{ kind: 'lawsuits', rated_date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Form.Item name="provider" label={t('assessment.provider')} rules={[needed(t('assessment.provider'))]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('assessment.kind')}>
        <Select options={ratingKinds.map((value) => ({ value, label: t(`assessment.kindName.${value}`) }))} />
      </Form.Item>
      <Form.Item name="value" label={t('assessment.value')} rules={[needed(t('assessment.value'))]}>
        <Input maxLength={20} />
      </Form.Item>
      <DayItem name="rated_date" label={t('assessment.rated')} />
      <DayItem name="valid_to_date" label={t('assessment.ratedTo')} />
    </FormDrawer>
  );
}

interface FormValues {
  industry_outlook?: NewCreditForm['industry_outlook'];
  market_position?: number | null;
  years_in_business?: number | null;
  collateral?: string;
  requested?: string;
}
const outlooks = ['growing', 'stable', 'declining'] as const;

export function CreditFormDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<FormValues>();
  const money = (amount?: string) => (amount ? { amount, currency: company.currency } : undefined);
  const send = useCommand(
    (value: FormValues, key) => {
      const collateral = money(value.collateral);
      const requested = money(value.requested);
      const body: NewCreditForm = {
        ...(value.industry_outlook ? { industry_outlook: value.industry_outlook } : {}),
        ...(value.market_position ? { market_position: value.market_position } : {}),
        ...(value.years_in_business !== undefined && value.years_in_business !== null
          ? { years_in_business: value.years_in_business }
          : {}),
        ...(collateral ? { collateral } : {}),
        ...(requested ? { requested } : {}),
      };
      return fillCreditForm(id, body, key);
    },
    { done: onClose },
  );
  return (
    <FormDrawer
      title={t('assessment.fillForm')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Alert type="info" title={t('assessment.formHint')} style={{ marginBottom: 16 }} />
      <Form.Item name="industry_outlook" label={t('assessment.outlook')}>
        <Select allowClear options={outlooks.map((value) => ({ value, label: t(`assessment.outlookName.${value}`) }))} />
      </Form.Item>
      <Form.Item name="market_position" label={t('assessment.position')}>
        <InputNumber min={1} precision={0} className="wide" />
      </Form.Item>
      <Form.Item name="years_in_business" label={t('assessment.years')}>
        <InputNumber min={0} precision={0} className="wide" />
      </Form.Item>
      <AmountItem name="collateral" label={t('assessment.collateral')} currency={company.currency} required={false} />
      <AmountItem name="requested" label={t('assessment.requested')} currency={company.currency} required={false} />
    </FormDrawer>
  );
}

export function OverrideDrawer({ id, grades, onClose }: Props & { grades: string[] }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<GradeOverride>();
  const needed = useRequired();
  const send = useCommand((value: GradeOverride, key) => overrideGrade(id, value, key), { done: onClose });
  return (
    <FormDrawer
      title={t('assessment.override')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('assessment.override')}
    >
      <Alert type="info" title={t('assessment.overrideHint')} style={{ marginBottom: 16 }} />
      <Form.Item name="grade" label={t('assessment.overrideTo')} rules={[needed(t('assessment.overrideTo'))]}>
        <Select options={grades.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <DayItem name="valid_to_date" label={t('assessment.overrideUntil')} />
      <ReasonItem />
    </FormDrawer>
  );
}
