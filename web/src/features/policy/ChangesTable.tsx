import { useTranslation } from 'react-i18next';
import { ScrollTable } from '../../ui/ScrollTable';
import type { Changed } from './figures';
import { useNaming } from './useNaming';

/** Figure by figure what was and what becomes. */
export function ChangesTable({ changes, label }: { changes: Changed[]; label: string }) {
  const { t } = useTranslation();
  const { place, value } = useNaming();
  return (
    <ScrollTable label={label} look="policy-figures">
      <thead>
        <tr>
          <th scope="col">{t('policy.figure')}</th>
          <th scope="col">{t('policy.old')}</th>
          <th scope="col">{t('policy.new')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, old, new: next }) => (
          <tr key={path}>
            <th scope="row">{place(path)}</th>
            <td>{old === null ? <span className="muted">–</span> : value(old)}</td>
            <td className="strong">{next === null ? <span className="muted">–</span> : value(next)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
