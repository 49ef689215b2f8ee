import { useTranslation } from 'react-i18next';
import type { Changed } from './figures';
import { useNaming } from './useNaming';

/** Figure by figure what was and what becomes. */
export function ChangesTable({ changes, label }: { changes: Changed[]; label: string }) {
  const { t } = useTranslation();
  const { place, value } = useNaming();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={label}>
      <table className="figures policy-figures">
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
      </table>
    </section>
  );
}
