import { useTranslation } from 'react-i18next';
import { DayItem } from '../../ui/fields';

/** When delivery and acceptance are expected, as far as it is known. */
export function ExpectedDays({ hint }: { hint: string }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="form-heading">{t('contract.expected')}</h3>
      <p className="muted">{hint}</p>
      <div className="two-fields">
        {(['delivery', 'acceptance'] as const).map((kind) => (
          <DayItem
            key={kind}
            name={['expected', kind]}
            label={t('contract.expectedOf', { event: t(`contract.event.${kind}`) })}
            required={false}
          />
        ))}
      </div>
    </>
  );
}
