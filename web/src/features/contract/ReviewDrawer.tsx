import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { FormDrawer } from '../../ui/FormDrawer';
import { useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CreditPreview } from '../credit/CreditPreview';
import { useFinding } from './Findings';
import { type Gate, type ReviewBody, reviewContract } from './gateQueries';

type Reply = 'yes' | 'no' | 'not_applicable';
interface Value {
  outcome: 'pass' | 'return';
  answers: Record<string, { reply?: Reply; remark?: string }>;
  risks?: { kind: string; severity: 'low' | 'medium' | 'high'; note?: string }[];
  accepted?: Record<string, string>;
  reason?: string;
}

/** Risk control goes through the list, then passes the contract or sends it back. */
export function ReviewDrawer({ id, number, gate, onClose }: { id: string; number: string; gate: Gate; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Value>();
  const outcome = Form.useWatch('outcome', form) ?? 'pass';
  const send = useCommand((body: ReviewBody, key) => reviewContract(id, body, key), { done: onClose, said: t('gate.done') });
  return (
    <FormDrawer
      title={`${t('gate.review')} · ${number}`}
      open
      width={720}
      onClose={onClose}
      form={form}
      initial={{ outcome: 'pass', answers: {} }}
      onSend={(value) => send.mutate(bodyOf(value, gate))}
      sending={send.isPending}
      error={send.error}
      submit={outcome === 'pass' ? t('gate.pass') : t('gate.return')}
    >
      <Alert type="info" className="gate-said" title={t('gate.reviewHint')} />
      {gate.check && <CreditPreview of={gate.check} />}
      <Form.Item name="outcome" label={t('gate.outcome')}>
        <Radio.Group
          options={[
            { value: 'pass', label: t('gate.pass') },
            { value: 'return', label: t('gate.return') },
          ]}
        />
      </Form.Item>
      {outcome === 'return' && <ReturnReason />}
      <Checklist gate={gate} passing={outcome === 'pass'} />
      {outcome === 'pass' && <Accepting gate={gate} />}
      <Risks gate={gate} />
    </FormDrawer>
  );
}

function ReturnReason() {
  const { t } = useTranslation();
  const needed = useRequired();
  return (
    <Form.Item name="reason" label={t('gate.returnReason')} rules={[{ ...needed(t('gate.returnReason')), whitespace: true }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  );
}

function Checklist({ gate: { questions }, passing }: { gate: Gate; passing: boolean }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const needed = useRequired();
  const answers = Form.useWatch('answers') as Value['answers'] | undefined;
  return (
    <>
      <h3 className="form-heading">{t('gate.checklist')}</h3>
      {questions.checklist.map((question) => {
        const label = question[language === 'zh-CN' ? 'zh' : 'en'];
        const no = answers?.[question.code]?.reply === 'no';
        return (
          <div key={question.code}>
            <Form.Item
              name={['answers', question.code, 'reply']}
              label={label}
              extra={question.must_be_yes ? t('gate.mustBeYes') : undefined}
              rules={passing ? [needed(label)] : []}
            >
              <Radio.Group
                optionType="button"
                size="small"
                options={(['yes', 'no', 'not_applicable'] as const).map((value) => ({ value, label: t(`gate.reply.${value}`) }))}
              />
            </Form.Item>
            {no && (
              <Form.Item
                name={['answers', question.code, 'remark']}
                label={`${t('gate.remark')} · ${label}`}
                rules={[{ ...needed(t('gate.remark')), whitespace: true }]}
              >
                <Input maxLength={500} />
              </Form.Item>
            )}
          </div>
        );
      })}
    </>
  );
}

function Accepting({ gate: { findings } }: { gate: Gate }) {
  const { t } = useTranslation();
  const say = useFinding();
  const needed = useRequired();
  const open = findings.filter(({ treatment }) => treatment === 'accept');
  if (open.length === 0) return null;
  return (
    <>
      <h3 className="form-heading">{t('gate.findings')}</h3>
      {open.map((finding) => {
        const label = t('gate.acceptReason', { finding: t(`gate.short.${finding.code}`) });
        return (
          <Form.Item
            key={finding.code}
            name={['accepted', finding.code]}
            label={label}
            extra={say(finding)}
            rules={[{ ...needed(label), whitespace: true }]}
          >
            <Input maxLength={500} />
          </Form.Item>
        );
      })}
    </>
  );
}

function Risks({ gate: { questions } }: { gate: Gate }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  return (
    <>
      <h3 className="form-heading">{t('gate.risks')}</h3>
      <Form.List name="risks">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <div key={key} className="part">
                <div className="two-fields">
                  <Form.Item name={[name, 'kind']} label={t('gate.riskKind')}>
                    <Select options={questions.risks.map(({ code, zh, en }) => ({ value: code, label: language === 'zh-CN' ? zh : en }))} />
                  </Form.Item>
                  <Form.Item name={[name, 'severity']} label={t('gate.severity')}>
                    <Select
                      options={(['low', 'medium', 'high'] as const).map((value) => ({ value, label: t(`gate.severities.${value}`) }))}
                    />
                  </Form.Item>
                </div>
                <Form.Item name={[name, 'note']} label={t('gate.note')}>
                  <Input maxLength={500} />
                </Form.Item>
                <Button type="text" size="small" icon={<DeleteOutlined />} onClick={() => remove(name)}>
                  {t('gate.removeRisk', { count: index + 1 })}
                </Button>
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: questions.risks[0]?.code, severity: 'low' })}>
              {t('gate.addRisk')}
            </Button>
          </>
        )}
      </Form.List>
    </>
  );
}

function bodyOf({ outcome, answers, risks, accepted, reason }: Value, gate: Gate): ReviewBody {
  const checklist = Object.entries(answers ?? {}).flatMap(([question, { reply, remark }]) =>
    reply ? [{ question, reply, ...(remark ? { remark } : {}) }] : [],
  );
  const taken = gate.findings.flatMap(({ code }) => {
    const why = accepted?.[code];
    return why ? [{ finding: code, reason: why }] : [];
  });
  return {
    outcome,
    seen_hash: gate.seen_hash,
    checklist,
    risks: (risks ?? []).map(({ kind, severity, note }) => ({ kind, severity, ...(note ? { note } : {}) })),
    ...(outcome === 'pass' ? { accepted: taken } : { reason: reason ?? '' }),
  };
}
