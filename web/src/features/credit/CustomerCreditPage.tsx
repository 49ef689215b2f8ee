import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageHeader } from '../../ui/PageHeader';
import { customer } from '../party/queries';
import CustomerCredit from './CustomerCredit';

export default function CustomerCreditPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(customer(id));
  return (
    <div className="page">
      <PageHeader title={`${t('assessment.title')} · ${data.name}`} back={{ to: `/customers/${id}`, label: t('assessment.back') }} />
      <CustomerCredit id={id} />
    </div>
  );
}
