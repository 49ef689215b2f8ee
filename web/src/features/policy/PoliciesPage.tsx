import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateText } from '../../ui/DateText';
import { PageHeader } from '../../ui/PageHeader';
import { ScrollTable } from '../../ui/ScrollTable';
import { Phases } from './Phases';
import { policies } from './queries';

export default function PoliciesPage() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(policies);
  return (
    <div className="page">
      <PageHeader title={t('policy.title')} note={t('policy.note')} />
      <section className="panel">
        <ScrollTable label={t('policy.title')} look="policy-figures">
          <thead>
            <tr>
              <th scope="col">{t('policy.field.policy')}</th>
              <th scope="col">{t('policy.field.version')}</th>
              <th scope="col">{t('policy.field.since')}</th>
              <th scope="col">{t('policy.field.by')}</th>
              <th scope="col">{t('policy.field.next')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ name, in_force, next }) => (
              <tr key={name}>
                <th scope="row">
                  <Link to={`/settings/policies/${name}`}>{t(`policy.name.${name}`)}</Link>
                  <div className="sub">{t(`policy.about.${name}`)}</div>
                </th>
                <td>{t('policy.version', { version: in_force.version })}</td>
                <td>{in_force.shipped ? '–' : <DateText day={in_force.effective_from} />}</td>
                <td>{in_force.shipped ? t('policy.shipped') : in_force.proposed_by || '–'}</td>
                <td>
                  {next ? (
                    <>
                      {t('policy.version', { version: next.version })} · <DateText day={next.effective_from} />
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
      <Phases />
    </div>
  );
}
