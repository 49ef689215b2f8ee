import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollTable } from '../../ui/ScrollTable';
import { changed, type Figure, figuresOf, type Json, type Place, pathOf, read, textOf, valueAt } from './figures';
import { useNaming } from './useNaming';

type Whole = Record<string, Json>;

/** Every figure of a policy in words; with `onChange` each is a field, and rows of lists can be copied and removed. */
export function FiguresTable({ policy, onChange }: { policy: Whole; onChange?: (policy: Whole) => void }) {
  const { t } = useTranslation();
  const { place: named } = useNaming();
  const label = (place: Place) => named(pathOf(policy, place));
  return (
    <ScrollTable label={t('policy.figures')} look="policy-figures">
      <thead>
        <tr>
          <th scope="col">{t('policy.figure')}</th>
          <th scope="col">{t('policy.value')}</th>
          {onChange && (
            <th scope="col">
              <span className="hidden">{t('policy.edit')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {figuresOf(policy).map((figure) => (
          <tr key={figure.place.join('/')}>
            <th scope="row">{label(figure.place)}</th>
            <td>
              {onChange ? (
                <Field figure={figure} label={label(figure.place)} onValue={(value) => onChange(changed(policy, figure.place, value))} />
              ) : (
                <Shown value={figure.value} />
              )}
            </td>
            {onChange && (
              <td>
                <RowButtons policy={policy} place={figure.place} label={label} onChange={onChange} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Shown({ value }: { value: Json }) {
  const { t } = useTranslation();
  const { value: worded } = useNaming();
  if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
  const text = worded(textOf(value));
  if (text.includes('\n')) return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>;
  return text || <span className="muted">–</span>;
}

function Field({ figure, label, onValue }: { figure: Figure; label: string; onValue: (value: Json) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(textOf(figure.value));
  if (typeof figure.value === 'boolean')
    return (
      <Select
        aria-label={label}
        value={figure.value}
        onChange={onValue}
        options={[
          { value: true, label: t('policy.yes') },
          { value: false, label: t('policy.no') },
        ]}
      />
    );
  const bad = read(text, figure.value) === undefined;
  const typed = (next: string) => {
    setText(next);
    const value = read(next, figure.value);
    if (value !== undefined) onValue(value);
  };
  const common = { 'aria-label': label, 'aria-invalid': bad, value: text, ...(bad ? { status: 'error' as const } : {}) };
  return (
    <>
      {typeof figure.value === 'string' && figure.value.includes('\n') ? (
        <Input.TextArea {...common} autoSize={{ minRows: 3, maxRows: 16 }} onChange={(event) => typed(event.target.value)} />
      ) : (
        <Input {...common} onChange={(event) => typed(event.target.value)} />
      )}
      {bad && (
        <span className="bad sub" role="alert">
          {t('policy.unreadable')}
        </span>
      )}
    </>
  );
}

/** Stand at the first figure of each element of a list. */
function RowButtons({
  policy,
  place,
  label,
  onChange,
}: {
  policy: Whole;
  place: Place;
  label: (place: Place) => string;
  onChange: (policy: Whole) => void;
}) {
  const { t } = useTranslation();
  const at = place.findLastIndex((step) => typeof step === 'number');
  if (at < 0) return null;
  const element = place.slice(0, at + 1);
  const first = figuresOf({ all: valueAt(policy, element) ?? null })[0];
  if (!first || first.place.slice(1).join('/') !== place.slice(at + 1).join('/')) return null;
  const list = valueAt(policy, place.slice(0, at)) as Json[];
  const index = element[at] as number;
  const copied = () =>
    onChange(changed(policy, place.slice(0, at), [...list.slice(0, index + 1), list[index] as Json, ...list.slice(index + 1)]));
  return (
    <div className="row">
      <Button size="small" aria-label={`${t('policy.add')} ${label(element)}`} onClick={copied}>
        {t('policy.add')}
      </Button>
      <Button
        size="small"
        danger
        aria-label={`${t('policy.remove')} ${label(element)}`}
        onClick={() => onChange(changed(policy, element, undefined))}
      >
        {t('policy.remove')}
      </Button>
    </div>
  );
}
