import { Alert, Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatMoney, minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { ExpectedDays } from './ExpectedDays';
import { PartsEditor, type PartValue, partOf, plain } from './PartsEditor';
import { type ChangeBody, type Contract, changeContract } from './queries';

interface Value {
  amount: string;
  reason: string;
  own_terms?: boolean;
  terms?: { parts: PartValue[] };
  expected?: { delivery?: string; acceptance?: string };
}

const atFirst: PartValue[] = [{ kind: 'percent', percent: '100', base: 'acceptance', days: '30' }];

/** A change order: the new amount, and new terms for what has no due date yet. Lines that are due by plan stay. */
export function ChangeDrawer({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const [form] = Form.useForm<Value>();
  const own = Form.useWatch('own_terms', form);
  const { currency } = contract;
  const send = useCommand((body: ChangeBody, key) => changeContract(contract, body, key), {
    done: onClose,
    said: t('contract.changed'),
  });
  const dated = contract.plan.reduce((sum, line) => (line.state === 'undated' ? sum : sum + line.amount_minor), 0);
  return (
    <FormDrawer
      title={`${t('contract.change')} · ${contract.number}`}
      open
      width={680}
      onClose={onClose}
      form={form}
      initial={{ amount: minorToDecimal(contract.amount_minor, currency), own_terms: false, terms: { parts: atFirst } }}
      onSend={({ amount, reason, own_terms, terms, expected }) =>
        send.mutate({
          amount: { amount: plain(amount), currency },
          reason,
          ...(own_terms && terms ? { terms: { parts: terms.parts.map(partOf) } } : {}),
          ...(expected?.delivery || expected?.acceptance
            ? {
                expected: {
                  ...(expected.delivery ? { delivery: expected.delivery } : {}),
                  ...(expected.acceptance ? { acceptance: expected.acceptance } : {}),
                },
              }
            : {}),
        })
      }
      sending={send.isPending}
      error={send.error}
      submit={t('contract.change')}
    >
      <Alert type="info" title={t('contract.changeHint', { dated: formatMoney(dated, currency, language) })} style={{ marginBottom: 16 }} />
      <AmountItem name="amount" label={t('contract.newAmount')} currency={currency} />
      <Form.Item name="own_terms" valuePropName="checked">
        <Checkbox>{t('contract.newTerms')}</Checkbox>
      </Form.Item>
      {own && (
        <>
          <p className="muted">{t('contract.newTermsHint')}</p>
          <PartsEditor currency={currency} />
        </>
      )}
      <ExpectedDays hint={t('contract.expectedAgain')} />
      <ReasonItem />
    </FormDrawer>
  );
}
