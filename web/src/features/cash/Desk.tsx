import { BulbOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { decimalToMinor, formatMoney, minorToDecimal } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { Money } from '../../ui/Money';
import { openItems } from '../receivable/queries';
import { OverdueDays } from '../receivable/Stage';
import { fill, oldestFirst } from './desk';

interface Props {
  customer: string;
  currency: string;
  available: number;
  suggestions: { item_id: string; amount_minor: number; reason_text: string }[];
  submit: string;
  extra?: ReactNode;
  /** Whether what a line leaves of its item may be closed as a small difference. */
  differences?: boolean;
  onSend: (lines: { item_id: string; amount: { amount: string; currency: string } }[], closeDifference: boolean) => void;
  sending: boolean;
  error: unknown;
}

/** Money on one side, the customer's open items on the other; what is left runs along. */
export function Desk({ customer, currency, available, suggestions, submit, extra, differences = false, onSend, sending, error }: Props) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [closing, setClosing] = useState(false);
  const found = useQuery(openItems({ customer, currency, status: 'open', sort: 'due_date' }, { limit: 200 }));
  if (found.isPending) return <Skeleton active />;
  if (found.error) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.rows.filter(({ open_minor }) => open_minor > 0);
  if (items.length === 0) return <EmptyHint title={t('cash.desk.none')} hint={t('cash.desk.noneHint')} />;

  const plan: Record<string, number> = {};
  let wrong = false;
  for (const { id, open_minor } of items) {
    const text = texts[id]?.trim();
    if (!text) continue;
    const minor = decimalToMinor(text, currency);
    if (minor === null || minor < 0 || minor > open_minor) wrong = true;
    else if (minor > 0) plan[id] = minor;
  }
  const used = Object.values(plan).reduce((sum, amount) => sum + amount, 0);
  const left = available - used;
  const short = items.reduce((sum, { id, open_minor }) => sum + (plan[id] ? open_minor - plan[id] : 0), 0);
  const take = (amounts: Record<string, number>) =>
    setTexts(Object.fromEntries(Object.entries(amounts).map(([id, minor]) => [id, minorToDecimal(minor, currency)])));
  const why = new Map(suggestions.map(({ item_id, reason_text }) => [item_id, reason_text]));
  const send = () =>
    onSend(
      Object.entries(plan).map(([item_id, minor]) => ({ item_id, amount: { amount: minorToDecimal(minor, currency), currency } })),
      closing && short > 0,
    );
  return (
    <>
      <div className="row" style={{ marginBottom: 12 }}>
        {suggestions.length > 0 && (
          <Button onClick={() => take(Object.fromEntries(suggestions.map(({ item_id, amount_minor }) => [item_id, amount_minor])))}>
            {t('cash.desk.useSuggestions')}
          </Button>
        )}
        <Button onClick={() => take(oldestFirst(items, available))}>{t('cash.desk.oldestFirst')}</Button>
        {used > 0 && (
          <Button type="text" onClick={() => setTexts({})}>
            {t('cash.desk.clear')}
          </Button>
        )}
      </div>
      <ul className="cards">
        {items.map((item) => {
          const text = texts[item.id] ?? '';
          const minor = decimalToMinor(text, currency);
          const bad = text.trim() !== '' && (minor === null || minor < 0 || minor > item.open_minor);
          return (
            <li key={item.id} className="deskitem">
              <div className="deskitem-text">
                <b>
                  <Link to={`/open-items/${item.id}`}>{item.number}</Link>
                </b>
                <span className="sub">
                  {t('cash.desk.due')} <DateText day={item.due_date} /> · <OverdueDays days={item.overdue_days} />
                </span>
                {why.has(item.id) && (
                  <span className="sub">
                    <BulbOutlined /> {why.get(item.id)}
                  </span>
                )}
              </div>
              <div className="deskitem-open">
                <span className="sub">{t('cash.desk.open')}</span>
                <Money minor={item.open_minor} currency={currency} />
              </div>
              <div className="deskitem-apply">
                <Input
                  className="amount-input desk-line"
                  inputMode="decimal"
                  aria-label={t('cash.desk.applyTo', { number: item.number })}
                  aria-invalid={bad}
                  placeholder={t('cash.desk.apply')}
                  {...(bad ? { status: 'error' as const } : {})}
                  value={text}
                  onChange={(event) => setTexts({ ...texts, [item.id]: event.target.value })}
                />
                <Button
                  aria-label={`${t('cash.desk.fill')} ${item.number}`}
                  onClick={() => setTexts({ ...texts, [item.id]: minorToDecimal(fill(item, plan, available), currency) })}
                >
                  {t('cash.desk.fill')}
                </Button>
                {bad && (
                  <span className="bad sub" role="alert">
                    {t('cash.desk.lineOver')}
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {differences && short > 0 && (
        <div className="deskdifference">
          <Checkbox checked={closing} onChange={(event) => setClosing(event.target.checked)}>
            {t('cash.desk.closeDifference', { amount: formatMoney(short, currency, language) })}
          </Checkbox>
          <span className="sub">{t('cash.desk.closeDifferenceHint')}</span>
        </div>
      )}
      {extra}
      {Boolean(error) && (
        <div style={{ margin: '12px 0' }}>
          <ErrorBox error={error} />
        </div>
      )}
      <div className="remainder">
        <div aria-live="polite">
          {left < 0 ? (
            <span className="bad">{t('cash.desk.over', { amount: formatMoney(-left, currency, language) })}</span>
          ) : (
            <>
              {t('cash.desk.remaining')}{' '}
              <b data-testid="remaining">
                <Money minor={left} currency={currency} />
              </b>
            </>
          )}
        </div>
        <Button type="primary" size="large" disabled={used === 0 || left < 0 || wrong} loading={sending} onClick={send}>
          {submit} {used > 0 && formatMoney(used, currency, language)}
        </Button>
      </div>
    </>
  );
}
