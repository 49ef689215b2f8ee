import { Alert, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { ReasonDrawer } from './AssessmentDrawers';
import { ComplaintDocumentItem } from './ComplaintDocumentItem';
import { abouts, type ComplaintValues, complaintBys, complaintOf, complaintOutcomes, kindsBy } from './complaintForm';
import { type ComplaintClosing, closeComplaint, recordComplaint, voidComplaint } from './complaintQueries';

interface Props {
  id: string;
  onClose: () => void;
}

export function ComplaintDrawer({ id, onClose }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<ComplaintValues>();
  const needed = useRequired();
  const by = Form.useWatch('raised_by', form);
  const about = Form.useWatch('about', form);
  const send = useCommand((value: ComplaintValues, key) => recordComplaint(id, complaintOf(value, company.currency), key), {
    done: onClose,
  });
  return (
    <FormDrawer
      title={t('complaint.record')}
      open
      onClose={onClose}
      form={form}
      initial={{ raised_date: company.today, raised_by: 'customer', kind: 'quality' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <Alert type="info" title={t('complaint.recordHint')} style={{ marginBottom: 16 }} />
      <DayItem name="raised_date" label={t('complaint.raised')} />
      <Form.Item name="raised_by" label={t('complaint.by')}>
        <Radio.Group
          onChange={() => form.setFieldValue('kind', 'quality')}
          options={complaintBys.map((value) => ({ value, label: t(`complaint.byName.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('complaint.kind')}>
        <Select options={kindsBy(by).map((value) => ({ value, label: t(`complaint.kindName.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('complaint.text')} rules={[{ ...needed(t('complaint.text')), whitespace: true }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="about" label={t('complaint.about')}>
        <Select
          allowClear
          onChange={() => form.setFieldValue('document', undefined)}
          options={abouts.map((value) => ({ value, label: t(`complaint.aboutName.${value}`) }))}
        />
      </Form.Item>
      {about && <ComplaintDocumentItem customer={id} about={about} />}
      <AmountItem name="disputed" label={t('complaint.disputed')} currency={company.currency} required={false} />
    </FormDrawer>
  );
}

export function CloseComplaintDrawer({ id, complaint, onClose }: Props & { complaint: string }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<ComplaintClosing>();
  const needed = useRequired();
  const send = useCommand((value: ComplaintClosing, key) => closeComplaint(id, complaint, value, key), {
    done: onClose,
    said: t('complaint.closedNow'),
  });
  return (
    <FormDrawer
      title={t('complaint.closeTitle')}
      open
      onClose={onClose}
      form={form}
      initial={{ closed_date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('complaint.close')}
    >
      <Alert type="info" title={t('complaint.closeHint')} style={{ marginBottom: 16 }} />
      <DayItem name="closed_date" label={t('complaint.closed')} />
      <Form.Item name="outcome" label={t('complaint.outcome')} rules={[needed(t('complaint.outcome'))]}>
        <Radio.Group options={complaintOutcomes.map((value) => ({ value, label: t(`complaint.outcomeName.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('complaint.result')} rules={[{ ...needed(t('complaint.result')), whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  );
}

export function VoidComplaintDrawer({ id, complaint, onClose }: Props & { complaint: string }) {
  const { t } = useTranslation();
  return (
    <ReasonDrawer
      title={t('complaint.voidTitle')}
      hint={t('complaint.voidHint')}
      submit={t('complaint.void')}
      said={t('complaint.voided')}
      send={(reason, key) => voidComplaint(id, complaint, reason, key)}
      onClose={onClose}
    />
  );
}
