import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatHundredths } from '../../format/money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { ScrollTable } from '../../ui/ScrollTable';
import type { WhatIf } from './queries';

type Scoring = NonNullable<WhatIf['scoring']>;

/** Who changes grade: the matrix from the grade in force to the draft's, and the customers, who falls furthest first. */
export function WhatIfGrades({ of }: { of: Scoring }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="facts">
        {(['customers', 'worse', 'better', 'longer', 'shorter'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`policy.whatIf.${figure}`)}</dt>
            <dd className="num">{of[figure]}</dd>
          </div>
        ))}
      </dl>
      <p className="sub">{t('policy.whatIf.stored')}</p>
      {of.count === 0 ? <p>{t('policy.whatIf.none')}</p> : <Customers of={of} />}
      <Matrix of={of} />
    </>
  );
}

function Matrix({ of }: { of: Scoring }) {
  const { t } = useTranslation();
  const used = (grade: string | null) => of.matrix.some(({ from, to }) => from === grade || to === grade);
  const grades = [...of.grades, ...(used(null) ? [null] : [])];
  const named = (grade: string | null) => grade ?? t('policy.whatIf.noGrade');
  const cell = (from: string | null, to: string | null) => of.matrix.find((each) => each.from === from && each.to === to)?.customers ?? 0;
  return (
    <>
      <h3>{t('policy.whatIf.matrix')}</h3>
      <ScrollTable label={t('policy.whatIf.matrix')}>
        <thead>
          <tr>
            <th scope="col">{t('policy.whatIf.fromTo')}</th>
            {grades.map((to) => (
              <th key={to ?? ''} scope="col">
                {named(to)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.map((from) => (
            <tr key={from ?? ''}>
              <th scope="row">{named(from)}</th>
              {grades.map((to) => {
                const customers = cell(from, to);
                return (
                  <td key={to ?? ''} className={customers === 0 ? 'num muted' : from === to ? 'num' : 'num strong'}>
                    {customers === 0 ? '–' : customers}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function Customers({ of }: { of: Scoring }) {
  const { t } = useTranslation();
  const place = (grade: string | null) => (grade === null ? of.grades.length : of.grades.indexOf(grade));
  const named = (grade: string | null) => grade ?? t('policy.whatIf.noGrade');
  const score = (value: number | null) => (value === null ? '–' : formatHundredths(value));
  const columns: Listed<Scoring['rows'][number]>[] = [
    {
      key: 'customer',
      title: t('policy.whatIf.customer'),
      render: ({ customer }) => <Link to={`/credit/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'grade',
      title: t('policy.whatIf.grade'),
      look: ({ before, after }) => (place(after.grade) > place(before.grade) ? 'bad' : 'good'),
      render: ({ before, after }) => (
        <>
          {named(before.grade)} → {named(after.grade)}
          {after.refused && <span className="sub">{after.refused}</span>}
        </>
      ),
    },
    {
      key: 'score',
      title: t('policy.whatIf.score'),
      align: 'end',
      render: ({ before, after }) => (
        <span className="num">
          {score(before.score_x100)} → {score(after.score_x100)}
        </span>
      ),
    },
    {
      key: 'term',
      title: t('policy.whatIf.term'),
      align: 'end',
      render: ({ days_before, days_after }) => (
        <span className="num">{days_before === days_after ? days_after : `${days_before} → ${days_after}`}</span>
      ),
    },
  ];
  return (
    <>
      <h3>
        {t('policy.whatIf.changed')} <span className="sub">{t('policy.whatIf.shown', { count: of.count, shown: of.rows.length })}</span>
      </h3>
      <RowsTable label={t('policy.whatIf.changed')} columns={columns} rows={of.rows} rowKey={({ customer }) => customer.id} />
    </>
  );
}
