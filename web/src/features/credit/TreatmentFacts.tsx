import { useTranslation } from 'react-i18next';
import type { Treatment } from './queries';

/** What the grade of a customer opens, and how a reminder speaks to him. */
export function TreatmentFacts({ treatment }: { treatment: Treatment }) {
  const { t } = useTranslation();
  const { methods, tone, escalation } = treatment;
  const facts: [string, string][] = [
    [t('treatment.methods'), methods.map((method) => t(`cash.method.${method}`)).join(t('treatment.separator'))],
    [t('treatment.discount'), t(`treatment.discountRight.${treatment.first_order_discount}`)],
  ];
  if (tone) facts.push([t('treatment.tone'), t(`treatment.toneOf.${tone}`)]);
  if (escalation) facts.push([t('treatment.escalation'), t(`treatment.escalationOf.${escalation}`)]);
  return (
    <dl className="facts roomy">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
